import type { Estimate, EstimatedFigure, NearPoint } from '../estimate/estimate';
import { type Figure, show } from '../figures/figure';
import { terminalTable } from './terminal-table';

/** What one replica needs and does, for a terminal. */
export function estimateText(estimate: Estimate): string {
  const { memory, concurrencyThatFits, concurrency, runningRequests } = estimate;
  const alias =
    estimate.readFrom === undefined || estimate.readFrom === estimate.model
      ? ''
      : `, with the architecture of ${estimate.readFrom}`;
  const waiting =
    runningRequests < concurrency
      ? `${concurrency - runningRequests} of ${concurrency} requests wait: ${runningRequests} run at once.\n`
      : '';
  return `${[
    `${estimate.model}${alias}, ${estimate.precision}, KV cache ${estimate.kvPrecision}, on ${estimate.gpus} ${estimate.gpu} (${estimate.layout})`,
    `${show(estimate.inputTokens)} input + ${show(estimate.outputTokens)} output tokens, ${concurrency} requests in flight`,
  ].join('\n')}\n\n${terminalTable(
    'Memory of each GPU',
    ['part', 'GiB'],
    [
      ['memory', show(memory.gpuMemoryGiB.value)],
      ['weights', show(memory.weightsGiB.value)],
      ['engine besides', show(memory.overheadGiB.value)],
      ['KV cache', show(memory.kvCacheGiB.value)],
      ['requests of this length that fit', show(concurrencyThatFits.value)],
    ],
  )}\n${terminalTable(
    'Speed of the replica',
    ['figure', 'value', 'low', 'high', 'unit'],
    [
      speedRow('time to first token', estimate.timeToFirstTokenSeconds),
      speedRow('time per output token', estimate.timePerOutputTokenSeconds),
      speedRow('requests', estimate.requestsPerSecond),
      speedRow('output tokens', estimate.outputTokensPerSecond),
    ],
  )}${waiting}\n${terminalTable(
    'Nearest measured points',
    ['model', 'GPU', 'tokens', 'in flight', 'TPOT ms', 'source'],
    estimate.timePerOutputTokenSeconds.nearest.map(pointRow),
    ['left', 'left', 'right', 'right', 'right', 'left'],
  )}
Time per output token: ${estimate.timePerOutputTokenSeconds.origin}, ${estimate.timePerOutputTokenSeconds.source}.
`;
}

const speedRow = (name: string, { value, low = value, high = value, unit }: Figure | EstimatedFigure): string[] => [
  name,
  show(value),
  show(low),
  show(high),
  unit,
];

const pointRow = (point: NearPoint): string[] => [
  `${point.model} ${point.format}`,
  `${point.gpu} ${point.layout}`,
  `${show(point.inputTokens)} + ${show(point.outputTokens)}`,
  show(point.concurrency),
  show(point.timePerOutputTokenSeconds * 1000),
  `${point.source} ${point.id}`,
];
