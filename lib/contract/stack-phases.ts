import { holderPhases } from './holder-kinds';
import type { PhaseTagValue } from './phases';

/** The phase tag of everything in a stack. Instances carry that of their holder, which is the same. */
export const stackPhases = {
  account: 'shared',
  traffic: 'shared',
  network: 'shared',
  artifacts: 'shared',
  operations: 'shared',
  serving: holderPhases['cell-pool'],
} as const satisfies Readonly<Record<string, PhaseTagValue>>;

/** The stacks that each region has. */
export type RegionalStack = Exclude<keyof typeof stackPhases, 'account' | 'traffic'>;
