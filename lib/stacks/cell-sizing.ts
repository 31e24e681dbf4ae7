import { Duration } from 'aws-cdk-lib';
import type { Replacement } from '../constructs/instance-refresh';
import type { Purchase } from '../constructs/purchase';
import type { CellPool, CellSizing } from '../constructs/serving-cell';
import { amounts } from '../figures/amounts';
import type { CellPlan } from '../plan/capacity/cell';
import type { PoolPlan } from '../plan/capacity/pools';
import type { ReplacementPlan } from '../plan/capacity/replacement';

/** What the plan says of a cell's groups, as its construct takes it. */
export const cellSizing = (cell: CellPlan): CellSizing => ({
  pools: cell.pools.flatMap((pool) => (pool.notYetDeployed === undefined ? cellPool(cell, pool) : [])),
  instanceWarmup: Duration.seconds(cell.instanceWarmupSeconds.value),
  rootVolumeMiBPerSecond: cell.rootVolumeMiBPerSecond.value,
  longestRequest: Duration.seconds(cell.timers.deregistrationDelaySeconds.value),
});

function cellPool(cell: CellPlan, pool: PoolPlan): CellPool[] {
  const { replacement } = pool;
  if (pool.pool === 'capacity-block') {
    return [];
  }
  return [
    {
      pool: pool.pool,
      purchase: purchaseOf(pool),
      instanceTypes: cell.instanceTypes,
      sizing: amounts(pool),
      hooks: {
        launchSeconds: cell.timers.launchHookSeconds.value,
        drainSeconds: (pool.purchase === 'spot' ? cell.timers.spotDrainHookSeconds : cell.timers.drainHookSeconds)
          .value,
      },
      // The overflow grows once every replica is full, the baseline before that.
      targetRequestsInFlight: (pool.pool === 'overflow' ? cell.fullRequestsInFlight : cell.targetRequestsInFlight)
        .value,
      replacement: replacementOf(replacement),
    },
  ];
}

export const replacementOf = (replacement: ReplacementPlan): Replacement => ({
  minHealthyPercentage: Math.floor(replacement.minHealthyRatio.value * 100),
  maxHealthyPercentage: Math.ceil(replacement.maxHealthyRatio.value * 100),
  checkpointPercentages: checkpoints(replacement.firstCheckpointRatio.value),
  checkpointDelaySeconds: replacement.checkpointDelaySeconds.value,
  bakeTimeSeconds: replacement.bakeTimeSeconds.value,
});

const purchaseOf = ({ purchase, reservations }: PoolPlan): Purchase =>
  purchase === 'spot' ? { option: 'spot' } : { option: 'on-demand', reservations };

/** After the first instance, and at the end. */
const checkpoints = (first: number): number[] => [...new Set([Math.ceil(first * 100), 100])];
