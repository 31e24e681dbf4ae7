import type { Tag } from '@aws-sdk/client-ec2';
import { tagKeys } from '../../../lib/contract/tags';
import type { Priced } from '../price-of';

/** Types without a price are logged by name: only what looks like one. */
const typeName = /^[a-z0-9-]+\.[a-z0-9-]+$/;

export const typeNameOf = (name: string | undefined): string =>
  name !== undefined && typeName.test(name) ? name : 'unknown';

export const phaseOf = (tags: readonly Tag[] = []): string | undefined =>
  tags.find(({ Key }) => Key === tagKeys.phase)?.Value;

/** What makes an instance dearer, by its tenancy and its platform as EC2 names them; Linux on shared hardware where it names none. */
export function surchargeOf(tenancy = 'default', platform = 'Linux/UNIX'): Priced['surcharge'] {
  if (tenancy !== 'default') {
    return 'dedicated hardware';
  }
  return platform === 'Linux/UNIX' ? undefined : 'licensed system';
}
