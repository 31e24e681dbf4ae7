import { App, type AppProps } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';
import { fleetStacks } from './fleet-stacks';

/** Context of a fleet's app: what a new CDK app gets, and the one choice where that would not deploy everywhere yet. */
const context = {
  ...recommendedFlags,
  // Weak references use Fn::GetStackOutput; see docs/decisions/0004-strong-references-inside-a-region.md.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};

/** A CDK app with every stack of a planned fleet, as far as there are stacks for it. The same plan gives the same templates, byte for byte. */
export function fleetApp(plan: Plan, props: Pick<AppProps, 'outdir'> = {}): App {
  const app = new App({ ...props, analyticsReporting: false, context });
  fleetStacks(app, deployedPart(plan));
  return app;
}
