import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { engineMetrics } from '../../lib/engine/engine-metrics';
import type { FinishReason } from './generation';

/**
 * Bounds of vLLM's histograms, seconds.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/v1/metrics/buckets.py read 2026-11-26
 */
export const histogramBounds = {
  firstToken: [
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560,
  ],
  token: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80],
  request: [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680],
} as const;

export interface SchedulerState {
  readonly running: number;
  readonly waiting: number;
  readonly kvCacheUsageRatio: number;
}

/** What an engine counts about itself, under vLLM's names and labels. */
export class EngineMetrics {
  private readonly registry = new Registry();
  readonly promptTokens = this.counter(engineMetrics.promptTokens, 'Number of prefill tokens processed.');
  readonly generationTokens = this.counter(engineMetrics.generationTokens, 'Number of generation tokens processed.');
  readonly preemptions = this.counter(engineMetrics.preemptions, 'Cumulative number of preemptions.');
  readonly timeToFirstToken = this.histogram(engineMetrics.timeToFirstTokenSeconds, histogramBounds.firstToken);
  readonly interTokenLatency = this.histogram(engineMetrics.interTokenLatencySeconds, histogramBounds.token);
  readonly timePerOutputToken = this.histogram(engineMetrics.timePerOutputTokenSeconds, histogramBounds.token);
  readonly requestDuration = this.histogram(engineMetrics.requestDurationSeconds, histogramBounds.request);
  readonly queueTime = this.histogram(engineMetrics.queueTimeSeconds, histogramBounds.request);
  private readonly finished = new Counter({
    name: engineMetrics.requestsFinished,
    help: 'Count of successfully processed requests.',
    labelNames: ['finished_reason'],
    registers: [this.registry],
  });

  constructor(model: string, state: () => SchedulerState) {
    this.registry.setDefaultLabels({ model_name: model, engine: '0' });
    this.gauge(engineMetrics.requestsRunning, 'Number of requests in model execution batches.', () => state().running);
    this.gauge(engineMetrics.requestsWaiting, 'Number of requests waiting to be processed.', () => state().waiting);
    this.gauge(
      engineMetrics.kvCacheUsageRatio,
      'KV-cache usage. 1 means 100 percent usage.',
      () => state().kvCacheUsageRatio,
    );
    for (const reason of ['stop', 'length', 'abort', 'error', 'repetition']) {
      this.finished.inc({ finished_reason: reason }, 0);
    }
  }

  finish(reason: FinishReason): void {
    this.finished.inc({ finished_reason: reason });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }

  private counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }

  private histogram(name: string, buckets: readonly number[]): Histogram {
    const help = `Histogram of ${name.replace('vllm:', '')}.`;
    return new Histogram({ name, help, buckets: [...buckets], registers: [this.registry] });
  }
}
