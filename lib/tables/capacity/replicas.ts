import { gpusOf } from '../../contract/replica-layout';
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

type Layout = Pick<ModelPlan, 'tensorParallel' | 'dataParallel' | 'expertParallel'>;

/** How its GPUs share the model, where they do more than divide its matrices. */
function sharedWords({ tensorParallel, dataParallel = 1, expertParallel = false }: Layout): string {
  const copies =
    dataParallel > 1
      ? ` with ${dataParallel} copies of the attention${tensorParallel > 1 ? ` on ${tensorParallel} GPUs each` : ''}`
      : '';
  return `${copies}${expertParallel ? `${copies === '' ? ' with' : ' and'} whole experts on each` : ''}`;
}

const replicaTable = (
  workload: string,
  { name, weights, kvPrecision, derivedPlace, ...layout }: ModelPlan,
  types: readonly ServingType[],
): Table => ({
  title: `${workload}: ${name} on each allowed instance type, first choice first`,
  columns: [words(''), ...types.map(({ instanceType, gpu }) => figures(`${instanceType} (${gpu})`))],
  rows: lines.map(([what, pick]) => [what, ...types.map(pick)]),
  notes: [
    `Weights: ${weights}. A replica has ${gpusOf(layout)} ${gpusOf(layout) === 1 ? 'GPU' : 'GPUs'}${sharedWords(layout)}; its KV cache is ${kvPrecision}.`,
    ...(derivedPlace === undefined ? [] : [`Not stated, so assumed: ${derivedPlace.entry} (${derivedPlace.reason}).`]),
  ],
});
