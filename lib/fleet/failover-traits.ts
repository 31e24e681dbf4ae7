import { targetTrackingReaction } from '../catalogue/target-tracking';
import type { PlannedFailoverMode } from '../contract/failover-modes';
import { assumed, type Figure, stated } from '../figures/figure';
import type { FleetFile } from './schema';
import { isNone } from './schema';

type Failover = FleetFile['workloads'][number]['failover'];
type FailoverPolicy = Extract<Failover, { mode: unknown }>;

/** What follows from a failover mode. Every mode answers every question. */
export interface FailoverTraits {
  /** Which regions take requests while all are well; the first region of the jurisdiction alone where the others stand by. */
  readonly servedFrom: 'every region' | 'first region';
  /** Share of peak that the other regions run before a region is lost. */
  readonly runningShare: (policy: FailoverPolicy) => Figure;
  /** From the loss of a region until the missing instances are launched; absent where no launch is needed. */
  readonly reactionSeconds?: Figure;
  /** Fewest instances of a cell whose workloads all have this mode. At zero instances nothing measures a queue. */
  readonly leastInstances: 0 | 1;
  /** Whether the fleet file may state the share that the standby regions run. */
  readonly statesStandbyShare: boolean;
  /** What no stack deploys yet for so many regions, as a noun; undefined where all of it is deployed. */
  readonly notYetDeployed: (regions: number) => string | undefined;
}

export const promisedShare = ({ survivorsShareRatio }: FailoverPolicy): Figure =>
  stated(survivorsShareRatio, 'ratio', 'failover.survivorsShareRatio or its default');

const defaultStandbyShare = assumed(0.25, 'ratio', 'share of peak that a warm standby runs; not stated');

/** A controller in the region that takes over raises its minimum from zero. */
const controllerReaction = assumed(60, 's', 'one minute until a controller raises the minimum from zero');

/** A standby mode is a pair of DNS records; three regions would need a tree of them. */
const mostStandbyRegions = 2;

const deployed = (): undefined => undefined;

export const failoverTraits: Readonly<Record<PlannedFailoverMode, FailoverTraits>> = {
  none: {
    servedFrom: 'every region',
    runningShare: () => assumed(0, 'ratio', 'no failover policy'),
    leastInstances: 1,
    statesStandbyShare: false,
    notYetDeployed: deployed,
  },
  'active-active': {
    servedFrom: 'every region',
    runningShare: promisedShare,
    leastInstances: 1,
    statesStandbyShare: false,
    notYetDeployed: deployed,
  },
  'warm-standby': {
    servedFrom: 'first region',
    runningShare: (policy) =>
      policy.standbyShareRatio === undefined
        ? smallerOf(defaultStandbyShare, promisedShare(policy))
        : stated(policy.standbyShareRatio, 'ratio', 'failover.standbyShareRatio'),
    reactionSeconds: targetTrackingReaction,
    leastInstances: 1,
    statesStandbyShare: true,
    notYetDeployed: (regions) => (regions > mostStandbyRegions ? 'a warm standby of more than two regions' : undefined),
  },
  'pilot-light': {
    servedFrom: 'first region',
    runningShare: () => assumed(0, 'ratio', 'a pilot light runs nothing until it is needed'),
    reactionSeconds: controllerReaction,
    leastInstances: 0,
    statesStandbyShare: false,
    notYetDeployed: () => 'a pilot light',
  },
};

const smallerOf = (a: Figure, b: Figure): Figure => (b.value < a.value ? b : a);

export const failoverMode = (failover: Failover): PlannedFailoverMode => (isNone(failover) ? 'none' : failover.mode);
