import { engineMetrics, olderEngineMetrics } from '../../lib/engine/engine-metrics';
import { noOwnAnswers, type OwnAnswers } from './own-answers';
import { parsePrometheus, type Sample } from './parse-prometheus';

/** Observations at most so large, and not in the bucket below. Counted since the engine started. */
export interface Bucket {
  readonly atMost: number;
  readonly count: number;
}

/** Users' answers that began, and what they waited for their first token, all together. */
export interface FirstTokens {
  readonly seconds: number;
  readonly answers: number;
}

/** What one engine says about itself at one moment; counters since it started. */
export interface EngineSample {
  /** From arrival to the first token, of all answers together. */
  readonly firstTokens: FirstTokens;
  readonly running: number;
  readonly waiting: number;
  readonly kvCacheUsageRatio: number;
  /** Prompts of users and of the agent itself. The count falls when the engine restarts. */
  readonly allPromptTokens: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  readonly preemptions: number;
  /** Finished, for whatever reason, less those that the agent asked itself. */
  readonly requests: number;
  readonly timeToFirstToken: readonly Bucket[];
  readonly timePerOutputToken: readonly Bucket[];
}

/**
 * Undefined where the text is not that of an engine: unknown, which is neither idle nor sick.
 *
 * @param own what the agent has asked of the engine since it started: it is left out, or nights without users would look
 * like days of short, fast requests
 */
export function engineSample(text: string, own: OwnAnswers = noOwnAnswers): EngineSample | undefined {
  const samples = parsePrometheus(text);
  const named = (name: string): Sample[] => samples.filter((sample) => sample.name === name);
  const all = (name: string): Sample[] => {
    const found = named(name);
    return found.length > 0 ? found : named(olderEngineMetrics[name] ?? '');
  };
  const sum = (name: string): number => all(name).reduce((total, { value }) => total + value, 0);
  if (all(engineMetrics.requestsRunning).length === 0) {
    return undefined;
  }
  return {
    running: sum(engineMetrics.requestsRunning),
    waiting: sum(engineMetrics.requestsWaiting),
    kvCacheUsageRatio: Math.max(0, ...all(engineMetrics.kvCacheUsageRatio).map(({ value }) => value)),
    allPromptTokens: sum(engineMetrics.promptTokens),
    promptTokens: sum(engineMetrics.promptTokens) - own.promptTokens,
    generatedTokens: sum(engineMetrics.generationTokens) - own.generatedTokens,
    preemptions: sum(engineMetrics.preemptions),
    requests: sum(engineMetrics.requestsFinished) - own.requests,
    firstTokens: {
      seconds: sum(`${engineMetrics.timeToFirstTokenSeconds}_sum`) - own.seconds,
      answers: sum(`${engineMetrics.timeToFirstTokenSeconds}_count`) - own.answers,
    },
    timeToFirstToken: buckets(named(`${engineMetrics.timeToFirstTokenSeconds}_bucket`)),
    timePerOutputToken: buckets(named(`${engineMetrics.timePerOutputTokenSeconds}_bucket`)),
  };
}

/** Prometheus counts every bucket together with those below it. */
function buckets(samples: readonly Sample[]): Bucket[] {
  const cumulative = new Map<number, number>();
  for (const { labels, value } of samples) {
    const atMost = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le);
    cumulative.set(atMost, (cumulative.get(atMost) ?? 0) + value);
  }
  let below = 0;
  return [...cumulative]
    .sort(([a], [b]) => a - b)
    .map(([atMost, count]) => {
      const own = count - below;
      below = count;
      return { atMost, count: own };
    });
}
