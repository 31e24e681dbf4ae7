import { servedPaths } from '../engine/served-route';
import type { GatewayTier, GatewayWorkload } from '../plan/gateway/gateway-plan';
import { attemptOrder } from './choose-tier';
import { clusterNames } from './names';

/**
 * Which tiers a request may use. `all`: chat with the workload's own model. `hosted`: its other paths, which providers do
 * not have. `same-model`: requests to an adapter, which only engines of the same model have.
 */
export const tierSets = ['all', 'hosted', 'same-model'] as const;

export type TierSet = (typeof tierSets)[number];

export const tierSetOf = (path: string, otherModel: boolean): TierSet =>
  otherModel ? 'same-model' : path === servedPaths.chat ? 'all' : 'hosted';

export function tiersOf({ tiers }: GatewayWorkload, set: TierSet): readonly GatewayTier[] {
  switch (set) {
    case 'all':
      return tiers;
    case 'hosted':
      return tiers.filter(({ kind }) => kind !== 'provider');
    case 'same-model':
      return tiers.filter(({ kind }) => kind === 'own' || kind === 'sibling');
    default:
      return set satisfies never;
  }
}

export interface Chain {
  readonly name: string;
  /** In the order of the attempts. */
  readonly tiers: readonly GatewayTier[];
}

/** The chains of a set, by the tier that comes first. */
export function chainsOfSet(workload: GatewayWorkload, set: TierSet): Chain[] {
  const tiers = tiersOf(workload, set);
  return tiers.map((_, first) => ({
    name: clusterNames.chain(workload.name, set, first),
    tiers: attemptOrder(tiers.length, first).map((index) => tiers[index] as GatewayTier),
  }));
}

/** The chain of requests from another region: the own cell and no other tier, so that no request crosses regions twice. */
export const peerChain = (workload: GatewayWorkload): Chain => {
  const own = workload.tiers.filter(({ kind }) => kind === 'own');
  return { name: clusterNames.chain(workload.name, 'peers', 0), tiers: [...own, ...own] };
};

export const chainsOf = (workload: GatewayWorkload): Chain[] => [
  ...tierSets.flatMap((set) => chainsOfSet(workload, set)),
  peerChain(workload),
];
