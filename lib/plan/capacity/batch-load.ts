import { derived, type Figure, show } from '../../figures/figure';
import { hoursPerDay } from '../../figures/hours';
import { spotYield } from './batch-sizes';
import type { CellPlan } from './cell';
import type { ServedBatch } from './served-workload';
import type { ServingType } from './serving-type';

/** Instances of the first allowed type that a batch keeps busy on average over a month. */
export interface BatchLoad {
  readonly onSpot: Figure;
  /** Those that run anyway included. */
  readonly onDemand: Figure;
}

/** What runs anyway does its part by the deadline, spot what is left of the work, and on demand runs what spot has no room for. */
export function batchLoad({ region, minInstances, pools }: CellPlan, one: ServedBatch): BatchLoad {
  const { demand, types, sharesWithout, workload } = one;
  const each = (types[0] as ServingType).plannedRequestsPerSecond;
  const share = sharesWithout().get(region) as Figure;
  const dayShare = Math.min(1, workload.objectives.deadlineHours / hoursPerDay);
  const anyway = minInstances.value * each.value * dayShare;
  const left = Math.max(0, demand.meanRequestsPerSecond.value * share.value - anyway);
  const work = `${show(demand.meanRequestsPerSecond.value)} requests/s × ${show(share.value)}`;
  const rest = anyway === 0 ? work : `(${work} − ${show(anyway)} of instances that run anyway, not below 0)`;
  const busy = derived(
    left / (each.value * spotYield.value),
    'instances',
    `${rest} ÷ (${show(each.value)} requests/s × ${spotYield.value})`,
    { from: [demand.meanRequestsPerSecond, share, minInstances, each, spotYield] },
  );
  const spotMax = pools.find(({ purchase }) => purchase === 'spot')?.maxInstances as Figure;
  const room = spotMax.value * dayShare;
  if (busy.value <= room) {
    return { onSpot: busy, onDemand: minInstances };
  }
  return {
    onSpot: derived(room, 'instances', `${spotMax.value} instances × ${show(dayShare)} of the day`, {
      from: [spotMax],
    }),
    onDemand: derived(
      minInstances.value + (busy.value - room) * spotYield.value,
      'instances',
      `${minInstances.value} + (${show(busy.value)} − ${show(room)} on spot) × ${spotYield.value}, as nothing interrupts them`,
      { from: [minInstances, busy, spotMax, spotYield] },
    ),
  };
}
