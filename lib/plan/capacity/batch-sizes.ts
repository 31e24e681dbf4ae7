import { assumed, cautiousLatency, derived, type Figure, show, stated } from '../../figures/figure';
import { hoursPerDay } from '../../figures/hours';
import { promisedShare } from '../../fleet/failover-traits';
import type { Model } from '../../fleet/fleet';
import { isNone } from '../../fleet/schema';
import type { CellSizes } from './cell-sizes';
import type { ServedBatch, ServedWorkload } from './served-workload';

/** Share of a spot instance's hours that finish work; work that an interruption cuts off is done again. */
export const spotYield = assumed(0.9, 'ratio', 'share of spot hours whose work is not lost to interruptions', {
  low: 0.7,
  high: 1,
});

/**
 * Instances that finish a day's requests, handed in at once, by the deadline: on spot, on demand where spot is short.
 * No instance runs in between, and none is kept for the loss of a region: the other regions grow.
 */
export function batchSizes(model: Model, region: string, one: ServedBatch): CellSizes {
  const own = instancesByDeadline(one, one.sharesWithout().get(region) as Figure);
  const { failover } = one.workload;
  const shares = isNone(failover)
    ? []
    : one.regions
        .filter((lost) => lost !== region)
        .map((lost) => promisedOf(one.sharesWithout(lost).get(region) as Figure, promisedShare(failover)));
  const after = shares.map((share) => instancesByDeadline(one, share));
  const most = after.reduce((a, b) => (b.value > a.value ? b : a), own);
  const { min, max } = model.instancesPerRegion;
  const impossible = workingSeconds(one) <= 0;
  const limit =
    max === undefined ? (impossible ? noTime : most) : stated(max, 'instances', 'models[].instancesPerRegion.max');
  const running =
    min === undefined
      ? assumed(0, 'instances', 'a batch waits for spot; on-demand instances launch as the deadline nears')
      : stated(min, 'instances', 'models[].instancesPerRegion.min');
  return {
    ownInstances: own,
    minInstances: running,
    maxInstances: max === undefined && running.value > limit.value ? running : limit,
    spotMaxInstances: limit,
  };
}

/** Share of the requests that a region must finish by the deadline. */
const promisedOf = (share: Figure, promised: Figure): Figure =>
  promised.value === 1
    ? share
    : derived(
        share.value * promised.value,
        'ratio',
        `${show(share.value)} that comes to it × ${promised.value} that is promised`,
        { from: [share, promised] },
      );

const noTime = assumed(0, 'instances', 'no number of instances starts before the deadline');

/** Seconds until a launched instance works, at the slow end. */
export const startSecondsOf = ({ slowest }: ServedWorkload): Figure => slowest.coldStart.totalSeconds;

/** Seconds of the deadline that are left once instances have started. */
export const workingSeconds = (one: ServedBatch): number =>
  one.workload.objectives.deadlineHours * 3600 - cautiousLatency(startSecondsOf(one));

export function instancesByDeadline(one: ServedBatch, share: Figure): Figure {
  const { demand, slowest, workload } = one;
  const hours = workload.objectives.deadlineHours;
  const each = slowest.plannedRequestsPerSecond;
  const requests = demand.meanRequestsPerSecond.value * hoursPerDay * 3600 * Math.max(1, hours / hoursPerDay);
  const seconds = workingSeconds(one);
  const needed = (requests * share.value) / (each.value * spotYield.value * seconds);
  return derived(
    seconds <= 0 ? Number.MAX_SAFE_INTEGER : Math.ceil(needed),
    'instances',
    `⌈${show(requests)} requests × ${show(share.value)} ÷ (${show(each.value)} requests/s × ${spotYield.value} × (${hours} h − ${Math.round(cautiousLatency(startSecondsOf(one)))} s cold start))⌉`,
    {
      from: [
        demand.meanRequestsPerSecond,
        share,
        each,
        spotYield,
        startSecondsOf(one),
        stated(hours, 'h', 'workloads[].objectives.deadlineHours or its default'),
      ],
    },
  );
}
