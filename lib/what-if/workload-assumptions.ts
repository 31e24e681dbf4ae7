import type { DemandField, Fleet, LatencyWorkload, Workload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import { prefixReuse } from '../plan/throughput/prefix-reuse';
import type { Assumption, Step } from './assumption';
import { rounded, withDemand, withLatency, withWorkload } from './changed-fleet';

/** Factors of a value in both directions. */
const byFactor = [
  [1.1, 1.25, 1.5, 2],
  [0.9, 0.75, 0.5],
] as const;

/** What is added to a share in both directions. */
const byShare = [
  [0.1, 0.2],
  [-0.1, -0.2],
] as const;

/** What the fleet file states of a workload and its cost rests on. */
export function workloadAssumptions(fleet: Fleet, index: number): Assumption[] {
  const workload = fleet.workloads[index] as Workload;
  const step: MakeStep = (to, factor, changed, ...set) => ({
    to,
    tenths: Math.abs(factor - 1) * 10,
    set: set.map((one) => `workloads[${workload.name}].${one}`),
    fleet: withWorkload(fleet, index, changed),
  });
  return [
    ...demandAssumptions(workload, step),
    ...(workload.objectives.latency === undefined ? [] : objectiveAssumptions(workload as LatencyWorkload, step)),
    ...survivorAssumptions(workload, step),
    reuseAssumption(workload, step),
  ];
}

/** @param factor of the value; 1 plus what is added, for a share */
type MakeStep = (to: string, factor: number, changed: Workload, ...set: string[]) => Step;

function demandAssumptions(workload: Workload, step: MakeStep): Assumption[] {
  const { name, demand } = workload;
  const { meanRequestsPerSecond: mean, peakRequestsPerSecond: peak, trace } = demand;
  const isStated = (field: DemandField) => trace === undefined || demand.stated.includes(field);
  const requests = (factor: number): Step => {
    const [newMean, newPeak] = [mean * factor, peak * factor];
    return step(
      `${rounded(newPeak)}`,
      factor,
      withDemand(workload, { meanRequestsPerSecond: newMean, peakRequestsPerSecond: newPeak }),
      ...(trace === undefined ? [] : [`demand.scale=${written(trace.scale * factor)}`]),
      ...(isStated('meanRequestsPerSecond') ? [`demand.meanRequestsPerSecond=${written(newMean)}`] : []),
      ...(isStated('peakRequestsPerSecond') && !demand.peakIsAssumed
        ? [`demand.peakRequestsPerSecond=${written(newPeak)}`]
        : []),
    );
  };
  /** @param longest length that the workload allows, which a mean may not exceed */
  const length = (field: DemandField, what: string, longest: number): Assumption => ({
    what: `${name}: ${what}`,
    now: `${Math.round(demand[field])} tokens`,
    directions: byFactor.map((factors) =>
      factors.flatMap((factor) => {
        const value = Math.round(demand[field] * factor);
        return value > longest
          ? []
          : [step(`${value}`, factor, withDemand(workload, { [field]: value }), `demand.${field}=${value}`)];
      }),
    ),
  });
  return [
    {
      what: `${name}: peak demand`,
      now: `${rounded(peak)} requests/s`,
      directions: byFactor.map((factors) => factors.map(requests)),
    },
    length('meanInputTokens', 'mean prompt', workload.maxInputTokens),
    length('meanOutputTokens', 'mean answer', workload.maxOutputTokens),
  ];
}

const objectiveAssumptions = (workload: LatencyWorkload, step: MakeStep): Assumption[] =>
  (
    [
      ['timeToFirstTokenSeconds', 'promised TTFT'],
      ['timePerOutputTokenSeconds', 'promised TPOT'],
    ] as const
  ).map(([field, what]) => ({
    what: `${workload.name}: ${what}`,
    now: `${workload.objectives.latency[field]} s`,
    directions: byFactor.map((factors) =>
      factors.map((factor) => {
        const value = rounded(workload.objectives.latency[field] * factor);
        return step(`${value} s`, factor, withLatency(workload, { [field]: value }), `objectives.${field}=${value}`);
      }),
    ),
  }));

function survivorAssumptions(workload: Workload, step: MakeStep): Assumption[] {
  const { failover, name } = workload;
  if (isNone(failover)) {
    return [];
  }
  const shared = (value: number, change: number) =>
    step(
      percent(value),
      1 + change,
      { ...workload, failover: { ...failover, survivorsShareRatio: value } },
      `failover.survivorsShareRatio=${value}`,
    );
  return [
    {
      what: `${name}: share of peak kept when a region is lost`,
      now: percent(failover.survivorsShareRatio),
      directions: shareSteps(failover.survivorsShareRatio, (value) => value <= 1, shared),
    },
  ];
}

/** A share of the prompt that an engine has in its cache already. */
const reuseAssumption = (workload: Workload, step: MakeStep): Assumption => ({
  what: `${workload.name}: share of prompts found in the prefix cache`,
  now: percent(prefixReuse(workload).value),
  directions: shareSteps(
    prefixReuse(workload).value,
    (value) => value < 1,
    (value, change) =>
      step(percent(value), 1 + change, { ...workload, prefixReuseRatio: value }, `prefixReuseRatio=${value}`),
  ),
});

/** The steps of a share that stay above zero and are allowed. */
export const shareSteps = (
  now: number,
  isAllowed: (share: number) => boolean,
  step: (share: number, change: number) => Step,
): Step[][] =>
  byShare.map((changes) =>
    changes.flatMap((change) => {
      const share = rounded(now + change);
      return share > 0 && isAllowed(share) ? [step(share, change)] : [];
    }),
  );

export const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;

/** Every digit that a plan could tell, and no more. */
const written = (value: number): number => Number(value.toPrecision(12));
