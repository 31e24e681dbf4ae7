import { gpuInstanceType } from '../../catalogue/instance-types';
import { type Finding, warning } from '../../contract/findings';
import { cautiousRate, show } from '../../figures/figure';
import type { Fleet, Model, Workload } from '../../fleet/fleet';
import { driftText } from '../cold-start/measured-stage';
import { isOff, lengthToleranceRatio, missedFrom, ownPoint, usableLoads } from '../throughput/own-points';
import { meetsLatency } from '../throughput/replica-load';
import { expectedThroughput } from '../throughput/replica-throughput';
import { throughputDrift } from './throughput-drift';

const source = 'measured file beside the fleet file: docs/plan.md';

/** Findings where the measurements of the deployed fleet contradict the fleet file or the plan. */
export const measuredFindings = (fleet: Fleet): Finding[] =>
  fleet.workloads.flatMap((workload, index) => [
    ...lengthFindings(workload, index),
    ...objectiveFindings(fleet, workload, index),
    ...slowerFindings(fleet, workload, index),
  ]);

/** A stated mean length that is no longer that of the requests: the cost of each grows with its context. */
const lengthFindings = ({ demand }: Workload, index: number): Finding[] =>
  (['meanInputTokens', 'meanOutputTokens'] as const).flatMap((field) => {
    const { measuredTokens } = demand;
    return measuredTokens === undefined ||
      !demand.stated.includes(field) ||
      !isOff(measuredTokens[field], demand[field])
      ? []
      : [
          warning(['workloads', index, 'demand', field], {
            problem: `does not match the requests: they had ${show(measuredTokens[field])} tokens on average over ${measuredTokens.requests} requests until ${measuredTokens.until} (${driftText(measuredTokens[field], demand[field])})`,
            got: demand[field],
            expected: `within ${lengthToleranceRatio * 100} % of what is measured`,
            fix: 'state what is measured, or bound the context that clients send',
            source,
          }),
        ];
  });

/** Objectives that the fleet's own traffic misses where the plan without it would not expect so. */
const objectiveFindings = (fleet: Fleet, workload: Workload, index: number): Finding[] =>
  ownLoads(fleet, workload).flatMap(([instanceType, loads]) => {
    const model = fleet.models.find(({ name }) => name === workload.model) as Model;
    const own = usableLoads(loads, workload).map(ownPoint);
    const limit = missedFrom(own, workload.objectives.latency);
    const missed = own.find(({ concurrency }) => concurrency === limit);
    return missed === undefined || limit > expectedUpTo(model, workload, instanceType)
      ? []
      : [
          warning(['workloads', index, 'objectives'], {
            problem: `are missed on ${instanceType} with ${limit} requests in flight a replica: ${missed.timeToFirstTokenSeconds.source}; TPOT ${show(missed.timePerOutputTokenSeconds.high ?? missed.timePerOutputTokenSeconds.value)} s`,
            got: workload.objectives.latency,
            expected: 'p95 within both',
            fix: 'allow a faster type, or relax the objectives; the plan already counts on fewer requests in flight where it can',
            source,
          }),
        ];
  });

/** The highest concurrency that is expected to meet the objectives; none of a type that is not allowed. */
function expectedUpTo(model: Model, workload: Workload, instanceType: string): number {
  const type = model.instanceTypes.includes(instanceType) ? gpuInstanceType(instanceType) : undefined;
  const points = type === undefined ? [] : expectedThroughput(model, workload, type);
  return Math.max(
    0,
    ...points.filter((point) => meetsLatency(point, workload.objectives.latency)).map(({ concurrency }) => concurrency),
  );
}

/** Slower than the cautious end of what was expected, at the busiest of a type: beyond its range the plan then promises too much. */
const slowerFindings = (fleet: Fleet, workload: Workload, index: number): Finding[] =>
  throughputDrift(fleet, { throughput: measuredThroughput(fleet, workload) })
    .filter(({ workload: name, leftOut }) => name === workload.name && leftOut === undefined)
    .flatMap(({ instanceType, measured, expectedOutputTokensPerSecond }) =>
      expectedOutputTokensPerSecond === undefined ||
      measured.outputTokensPerSecondPerReplica >= cautiousRate(expectedOutputTokensPerSecond)
        ? []
        : [{ instanceType, measured, expected: expectedOutputTokensPerSecond }],
    )
    .filter(({ instanceType }, index, slower) => slower[index + 1]?.instanceType !== instanceType)
    .map(({ instanceType, measured, expected }) =>
      warning(['workloads', index, 'model'], {
        problem: `is slower on ${instanceType} than planned, with ${show(measured.concurrentRequestsPerReplica)} requests in flight a replica`,
        got: `${show(measured.outputTokensPerSecondPerReplica)} output tokens/s of a replica, ${measured.minutes} minutes until ${measured.until}`,
        expected: `at least ${show(cautiousRate(expected))} (${expected.source})`,
        fix: 'load a cell until its replicas hold what is planned, and run npx polyregion calibrate again: above what was measured the plan still counts on what it expected',
        source,
      }),
    );

const ownLoads = ({ models }: Fleet, workload: Workload) =>
  Object.entries(models.find(({ name }) => name === workload.model)?.measured?.throughput ?? {});

const measuredThroughput = (fleet: Fleet, workload: Workload) => ({
  [workload.model]: Object.fromEntries(ownLoads(fleet, workload)),
});
