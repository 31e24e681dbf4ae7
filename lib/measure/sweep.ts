import type { MeasurementStep } from '../contract/measurement';
import { assumed, cautiousLatency, derived, type Figure, show } from '../figures/figure';
import { requestSeconds } from '../throughput/load';
import type { ReplicaThroughput } from '../throughput/replica-throughput';

/** Requests for each of those in flight, so that filling up and running dry are a small part of the step. */
const wavesOfRequests = 6;

/** With fewer requests a 95th percentile is the slowest of a handful. */
const leastRequests = 8;

/** How much faster requests are begun than the replica should answer: all at once, the first would wait for each other's prompts. */
const fillRatio = 1.25;

/** Steps above what the plan counts on. */
const stepsAbove = 2;

/** Loading vLLM and the tokenizer, and writing the prompts. */
const clientStart = assumed(40, 's', 'start of vllm bench serve: imports, tokenizer, prompts', { low: 15, high: 90 });

/** One step of a sweep with how long it takes. */
export interface SweepStep extends MeasurementStep {
  readonly seconds: Figure;
  /** Measured only where the replica turns out faster than the plan expects. */
  readonly onlyIfFaster: boolean;
}

/** What one replica is expected to do, and how far it can be loaded. */
export interface SweepOf {
  /** Lowest concurrency first; never empty. */
  readonly expected: readonly ReplicaThroughput[];
  readonly outputTokens: number;
  /** Requests in flight with which the plan sizes the cell. */
  readonly plannedConcurrency: number;
  /** Requests that the KV cache holds at once. */
  readonly heldConcurrency: number;
}

/**
 * The steps of a measurement, in an order in which an early end leaves what the plan needs most: the concurrency that the
 * plan counts on, then those above it while the replica keeps its objective, then those below down to one.
 */
export function sweep(of: SweepOf): SweepStep[] {
  const planned = of.plannedConcurrency;
  const above = Array.from({ length: stepsAbove }, (_, index) => planned * 2 ** (index + 1)).filter(
    (concurrency) => concurrency <= of.heldConcurrency,
  );
  const below = powersOfTwoBelow(planned).reverse();
  return [
    step(of, planned, false),
    ...above.map((concurrency) => step(of, concurrency, true)),
    ...below.map((concurrency) => step(of, concurrency, false)),
  ];
}

const powersOfTwoBelow = (limit: number): number[] =>
  Array.from({ length: Math.ceil(Math.log2(limit)) }, (_, power) => 2 ** power).filter((one) => one < limit);

function step({ expected, outputTokens }: SweepOf, concurrency: number, onlyIfFaster: boolean): SweepStep {
  const requests = Math.max(leastRequests, wavesOfRequests * concurrency);
  const point = nearestAbove(expected, concurrency);
  const busier = Math.max(1, concurrency / point.concurrency);
  const requestAt = (pick: (figure: Figure) => number): number =>
    busier *
    requestSeconds(
      {
        timeToFirstTokenSeconds: pick(point.timeToFirstTokenSeconds),
        timePerOutputTokenSeconds: pick(point.timePerOutputTokenSeconds),
      },
      outputTokens,
    );
  const isFilled = concurrency > 1;
  const waves = requests / concurrency + (isFilled ? 1 / fillRatio : 0);
  const [value, slow] = [requestAt((figure) => figure.value), requestAt(cautiousLatency)];
  const seconds = derived(
    clientStart.value + waves * value,
    's',
    `${clientStart.value} s until it sends + ${show(waves)} × ${show(value)} s a request: ${requests} requests ÷ ${concurrency} in flight, and the time until so many are`,
    {
      low: (clientStart.low ?? 0) + waves * requestAt(({ value: central, low }) => low ?? central),
      high: (clientStart.high ?? clientStart.value) + waves * slow,
      from: [clientStart, point.timeToFirstTokenSeconds, point.timePerOutputTokenSeconds],
    },
  );
  return {
    concurrency,
    requests,
    ...(isFilled && { requestsPerSecond: rounded((fillRatio * concurrency) / value) }),
    seconds,
    onlyIfFaster,
  };
}

/** A busier replica is slower, so that no step takes longer than is said. */
const nearestAbove = (points: readonly ReplicaThroughput[], concurrency: number): ReplicaThroughput =>
  points.find((point) => point.concurrency >= concurrency) ?? (points.at(-1) as ReplicaThroughput);

const rounded = (rate: number): number => Number(rate.toPrecision(3));
