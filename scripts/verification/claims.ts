import type { Claim } from './claim';
import { deploymentClaims } from './deployment-claims';
import { gatewayClaims } from './gateway-claims';
import { instanceClaims } from './instance-claims';
import { planClaims } from './plan-claims';
import { templateClaims } from './template-claims';

/** Every claim that the project makes about itself. */
export const claims: readonly Claim[] = [
  ...planClaims,
  ...templateClaims,
  ...deploymentClaims,
  ...instanceClaims,
  ...gatewayClaims,
];
