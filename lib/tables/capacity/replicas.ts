import { derived, type Figure } from '../../figures/figure';
import type { ModelPlan, Plan, WorkloadPlan } from '../../plan/plan';
import { amount, duration, figures, words } from '../cells';
import type { ShownFigure, Table } from '../table';

type ServingType = WorkloadPlan['types'][number];

const concurrency = ({ replica }: ServingType): Figure =>
  derived(
    replica.concurrency,
    'requests',
    'the highest that meets both objectives and whose sequences fit the KV cache',
  );

const lines: readonly (readonly [string, (type: ServingType) => ShownFigure])[] = [
  ['weights', ({ fit }) => amount(fit.weightsGiB)],
  ['KV cache of a replica', ({ fit }) => amount(fit.kvCacheGiB)],
  ['memory fits, at the maximum length', ({ fit }) => amount(fit.maxConcurrency)],
  ['planned concurrency of a replica', (type) => amount(concurrency(type))],
  ['TTFT at that concurrency', ({ replica }) => duration(replica.timeToFirstTokenSeconds)],
  ['TPOT at that concurrency', ({ replica }) => duration(replica.timePerOutputTokenSeconds)],
  ['throughput of a replica', ({ replica }) => amount(replica.requestsPerSecond)],
  ['replicas of an instance', ({ replicasPerInstance }) => amount(replicasPerInstance)],
  ['planned for an instance', ({ plannedRequestsPerSecond }) => amount(plannedRequestsPerSecond)],
];

/** What each model does for each workload, on every allowed instance type: one table for each pair. */
export const replicaTables = ({ workloads, models }: Pick<Plan, 'workloads' | 'models'>): Table[] =>
  workloads.flatMap(({ name, model, types, companions }) =>
    [{ model, types }, ...companions].flatMap((one) =>
      models.filter((known) => known.name === one.model).map((known) => replicaTable(name, known, one.types)),
    ),
  );

const replicaTable = (
  workload: string,
  { name, weights, tensorParallel, kvPrecision }: ModelPlan,
  types: readonly ServingType[],
): Table => ({
  title: `${workload}: ${name} on each allowed instance type, first choice first`,
  columns: [words(''), ...types.map(({ instanceType, gpu }) => figures(`${instanceType} (${gpu})`))],
  rows: lines.map(([what, pick]) => [what, ...types.map(pick)]),
  notes: [
    `Weights: ${weights}. A replica has ${tensorParallel} ${tensorParallel === 1 ? 'GPU' : 'GPUs'}; its KV cache is ${kvPrecision}.`,
  ],
});
