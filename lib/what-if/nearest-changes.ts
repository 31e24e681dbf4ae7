import type { Fleet, LatencyWorkload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import type { NearestChange, Try } from './change';
import { rounded, withDemand, withLatency, withWorkload } from './changed-fleet';
import { cheapestPlaces } from './cheapest-places';
import { costByArithmetic, type ExpectedCost } from './expected-cost';
import { percent } from './workload-assumptions';

/**
 * The smallest change of each kind that is enough, the cheapest first, for a fleet that cannot be served or costs more than its
 * budget.
 *
 * @param costOf what a fleet costs as it is really sized. Arithmetic finds the changes, because it is fast.
 */
export function nearestChanges(fleet: Fleet, costOf: ExpectedCost = costByArithmetic): NearestChange[] {
  const budget = fleet.budgetsUsdPerMonth.serving;
  const most = isNone(budget) ? Number.POSITIVE_INFINITY : budget;
  const now = costOf(fleet);
  const mostFast = most / sizedRatio(now, costByArithmetic(fleet));
  const enough = ({ what, set, fleet: changed }: Try): NearestChange[] => {
    const fast = costByArithmetic(changed);
    const usdPerMonth = fast === undefined || fast > mostFast ? undefined : costOf(changed);
    return usdPerMonth === undefined || usdPerMonth > most ? [] : [{ what, set, usdPerMonth }];
  };
  const found = [
    ...smallerPromises(fleet).flatMap(({ alone, together }) => {
      const each = alone.flatMap((tries) => first(tries, enough));
      return each.length > 0 ? each : first(together, enough);
    }),
    ...cheapestPlaces(fleet, mostFast, costOf).filter(({ usdPerMonth }) => usdPerMonth <= most),
    ...raisedBudget(now, most),
  ];
  return found.sort((a, b) => a.usdPerMonth - b.usdPerMonth);
}

/** A simulation buys less than arithmetic; by how much is taken from the fleet as it stands. */
const sizedRatio = (sized: number | undefined, fast: number | undefined): number =>
  sized === undefined || fast === undefined || fast === 0 ? 1 : sized / fast;

function first<T, R>(tries: readonly T[], enough: (one: T) => R[]): R[] {
  for (const one of tries) {
    const found = enough(one);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

function raisedBudget(usdPerMonth: number | undefined, most: number): NearestChange[] {
  if (usdPerMonth === undefined || usdPerMonth <= most) {
    return [];
  }
  const budget = Math.ceil(usdPerMonth);
  const what = `a budget for serving of ${budget.toLocaleString('en-US')} USD a month`;
  return [{ what, set: [`budgetsUsdPerMonth.serving=${budget}`], usdPerMonth }];
}

const longer = [1.1, 1.25, 1.5, 2, 3, 5, 10] as const;
const fewer = [0.9, 0.75, 0.5, 0.25, 0.1] as const;
const smallerShares = [0.9, 0.8, 0.7, 0.6, 0.5, 0.25] as const;

/** Promises that are changed alone, the smallest step of each first, and steps of several that are tried where none alone is enough. */
interface Promises {
  readonly alone: readonly (readonly Try[])[];
  readonly together: readonly Try[];
}

const smallerPromises = (fleet: Fleet): Promises[] =>
  fleet.workloads.flatMap((workload, index) => {
    const path = `workloads[${workload.name}]`;
    const { name, failover, demand } = workload;
    const change = (what: string, set: string[], changed: Fleet['workloads'][number]): Try => ({
      what: `${name}: ${what}`,
      set: set.map((one) => `${path}.${one}`),
      fleet: withWorkload(fleet, index, changed),
    });
    const latencies =
      workload.objectives.latency === undefined ? [] : [longerLatencies(workload as LatencyWorkload, change)];
    const shares = isNone(failover)
      ? []
      : smallerShares
          .filter((share) => share < failover.survivorsShareRatio)
          .map((share) =>
            change(
              `${percent(share)} of peak kept when a region is lost, instead of ${percent(failover.survivorsShareRatio)}`,
              [`failover.survivorsShareRatio=${share}`],
              { ...workload, failover: { ...failover, survivorsShareRatio: share } },
            ),
          );
    const demands = fewer.map((factor) => {
      const [mean, peak] = [demand.meanRequestsPerSecond * factor, demand.peakRequestsPerSecond * factor].map(rounded);
      return change(
        `${peak} requests/s at peak, instead of ${rounded(demand.peakRequestsPerSecond)}`,
        [`demand.meanRequestsPerSecond=${mean}`, `demand.peakRequestsPerSecond=${peak}`],
        withDemand(workload, { meanRequestsPerSecond: mean as number, peakRequestsPerSecond: peak as number }),
      );
    });
    return [...latencies, { alone: [shares], together: [] }, { alone: [demands], together: [] }];
  });

function longerLatencies(
  workload: LatencyWorkload,
  change: (what: string, set: string[], changed: LatencyWorkload) => Try,
): Promises {
  const { timeToFirstTokenSeconds: first, timePerOutputTokenSeconds: each } = workload.objectives.latency;
  const [firstTry, eachTry] = [
    (factor: number) => ({
      says: `TTFT ${rounded(first * factor)} s instead of ${first} s`,
      to: rounded(first * factor),
    }),
    (factor: number) => ({ says: `TPOT ${rounded(each * factor)} s instead of ${each} s`, to: rounded(each * factor) }),
  ] as const;
  const setFirst = (value: number) => `objectives.timeToFirstTokenSeconds=${value}`;
  const setEach = (value: number) => `objectives.timePerOutputTokenSeconds=${value}`;
  const both = longer.map((factor) => {
    const [one, other] = [firstTry(factor), eachTry(factor)];
    const changed = withLatency(workload, { timeToFirstTokenSeconds: one.to, timePerOutputTokenSeconds: other.to });
    return change(`${one.says} and ${other.says}`, [setFirst(one.to), setEach(other.to)], changed);
  });
  const alone = [
    longer
      .map(firstTry)
      .map(({ says, to }) => change(says, [setFirst(to)], withLatency(workload, { timeToFirstTokenSeconds: to }))),
    longer
      .map(eachTry)
      .map(({ says, to }) => change(says, [setEach(to)], withLatency(workload, { timePerOutputTokenSeconds: to }))),
  ];
  return { alone, together: both };
}
