import { derived, type Figure, stated } from '../../figures/figure';
import type { ModelPlan, WorkloadPlan } from '../../plan/plan';
import { figureHtml } from './figure-html';
import { type Html, html } from './html';
import type { Page } from './page';
import { tableHtml } from './table-html';

type ServingType = WorkloadPlan['types'][number];

const concurrency = ({ replica }: ServingType): Figure =>
  derived(
    replica.concurrency,
    'requests',
    'the highest that meets both objectives and whose sequences fit the KV cache',
  );

const lines: readonly (readonly [string, (type: ServingType) => Figure])[] = [
  ['weights', ({ fit }) => fit.weightsGiB],
  ['KV cache of a replica', ({ fit }) => fit.kvCacheGiB],
  ['full-length sequences it holds', ({ fit }) => fit.maxConcurrency],
  ['planned concurrency of a replica', concurrency],
  ['TTFT there', ({ replica }) => replica.timeToFirstTokenSeconds],
  ['TPOT there', ({ replica }) => replica.timePerOutputTokenSeconds],
  ['throughput of a replica', ({ replica }) => replica.requestsPerSecond],
  ['replicas of an instance', ({ replicasPerInstance }) => replicasPerInstance],
  ['planned for an instance', ({ plannedRequestsPerSecond }) => plannedRequestsPerSecond],
];

/** What a model does for a workload on each allowed type. */
export function replicaTable(page: Page, workload: string, model: ModelPlan, types: readonly ServingType[]): Html {
  const gpus = stated(model.tensorParallel, 'GPUs', 'models[].tensorParallel');
  const table = tableHtml(
    `${workload}: ${model.name} on each allowed type, first choice first`,
    [{ head: 'of' }, ...types.map(({ instanceType, gpu }) => ({ head: `${instanceType} (${gpu})` }))],
    lines.map(([name, pick]) => [name, ...types.map((type) => figureHtml(page, pick(type)))]),
  );
  return html`${table}<p class="below">Weights <code>${model.weights}</code>; a replica has ${figureHtml(page, gpus)}, its KV cache is ${model.kvPrecision}.</p>\n`;
}
