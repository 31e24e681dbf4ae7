import type { Phase } from './phases';

/** The kinds of capacity holders: whatever holds instances and costs money by the hour. */
export const holderKinds = ['cell-pool', 'gateway'] as const;

export type HolderKind = (typeof holderKinds)[number];

/** The phase whose budget pays for a holder of each kind, and whose tag its instances carry. */
export const holderPhases: Readonly<Record<HolderKind, Phase>> = {
  'cell-pool': 'serving',
  gateway: 'serving',
};
