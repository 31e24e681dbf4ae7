import { derived, type Figure, measured, show } from '../figures/figure';
import type { AskedEngine } from './asked-engine';
import { type ExpectedLatency, expectedLatency } from './expected-latency';
import { type Load, requestSeconds } from './load';

/** What one replica does at one concurrency. */
export interface ReplicaThroughput extends ExpectedLatency {
  readonly concurrency: number;
  readonly requestsPerSecond: Figure;
}

/** Latencies and, by Little's law, requests per second of a replica that always has this load. */
export function replicaThroughput(engine: AskedEngine, load: Load): ReplicaThroughput {
  const latency = expectedLatency(engine, load);
  return { concurrency: load.concurrency, ...latency, requestsPerSecond: rateOf(latency, load) };
}

/** Requests in flight ÷ the time of a request: the slow end of the latencies is the low end of the rate. */
export function rateOf(latency: ExpectedLatency, { concurrency, outputTokens }: Load): Figure {
  const { timeToFirstTokenSeconds: first, timePerOutputTokenSeconds: next } = latency;
  const rate = (end: 'value' | 'low' | 'high'): number =>
    concurrency /
    requestSeconds(
      {
        timeToFirstTokenSeconds: first[end] ?? first.value,
        timePerOutputTokenSeconds: next[end] ?? next.value,
      },
      outputTokens,
    );
  return first.origin === 'measured'
    ? measured(rate('value'), 'requests/s', {
        source: `${first.source}: ${concurrency} in flight ÷ the measured request time (Little's law)`,
        date: first.date as string,
      })
    : derived(
        rate('value'),
        'requests/s',
        `${concurrency} in flight ÷ ${show(concurrency / rate('value'))} s a request (Little's law)`,
        { low: rate('high'), high: rate('low'), from: [first, next] },
      );
}
