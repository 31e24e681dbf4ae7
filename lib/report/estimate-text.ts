import pc from 'picocolors';
import type { Estimate, EstimatedFigure, NearPoint } from '../estimate/estimate';
import { type Figure, show } from '../figures/figure';
import { terminalTable } from './terminal-table';
import { wrappedLines } from './wrapped-lines';

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
  const { timePerOutputTokenSeconds } = estimate;
  return `${wrappedLines(
    `${estimate.model}${alias}, ${estimate.precision}, KV cache ${estimate.kvPrecision}, on ${estimate.gpus} ${estimate.gpu} (${estimate.layout})`,
  )}${show(estimate.inputTokens)} input + ${show(estimate.outputTokens)} output tokens, ${concurrency} requests in flight
${formatSentence(estimate)}
${terminalTable(
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
  )}${waiting}
${nearestPoints(timePerOutputTokenSeconds.nearest)}${wrappedLines(
  `Time per output token: ${timePerOutputTokenSeconds.origin}, ${timePerOutputTokenSeconds.source}.`,
)}`;
}

/** Where the GPU does not compute in the format of the weights: what it does instead. */
function formatSentence({ weightsOnGpu, precision, gpu }: Estimate): string {
  switch (weightsOnGpu) {
    case 'fp16':
      return wrappedLines(`The ${gpu} has no bf16: the engine computes and keeps its cache in fp16. Compare answers.`);
    case 'weight-only':
      return wrappedLines(`The ${gpu} keeps ${precision} weights, and computes in 16 bits.`);
    case 'native':
    case 'refused':
    case undefined:
      return '';
    default:
      return weightsOnGpu satisfies never;
  }
}

const speedRow = (name: string, { value, low = value, high = value, unit }: Figure | EstimatedFigure): string[] => [
  name,
  show(value),
  show(low),
  show(high),
  unit,
];

/** A list, since names of models and rows are too long for columns. */
const nearestPoints = (points: readonly NearPoint[]): string =>
  points.length === 0 ? '' : `${pc.bold('Nearest measured points')}\n${points.map(pointText).join('')}\n`;

const pointText = (point: NearPoint): string =>
  wrappedLines(
    `${show(point.timePerOutputTokenSeconds * 1000)} ms per output token: ${point.model} ${point.format} on ${point.gpu} ${point.layout}, ${show(point.inputTokens)} + ${show(point.outputTokens)} tokens, ${show(point.concurrency)} in flight`,
    '  ',
    '    ',
  ) + wrappedLines(`${point.source} ${point.id}`, '    ', '    ');
