import { describe, expect, test } from 'vitest';
import type { FirstTokens } from '../../../agent/metrics/engine-sample';
import { engineSample } from '../../../agent/metrics/engine-sample';
import { meanFirstTokenSeconds } from '../../../agent/metrics/mean-first-token';
import { minuteMetrics } from '../../../agent/metrics/metric-data';
import { minuteBetween, minutesTogether } from '../../../agent/metrics/minute';
import { noOwnAnswers } from '../../../agent/metrics/own-answers';

/** Minutes of so many answers that waited so long each, the newest last. */
const minutes = (...each: [answers: number, seconds: number][]): FirstTokens[] =>
  each.map(([answers, seconds]) => ({ answers, seconds: answers * seconds }));

describe('how fast an instance begins to answer', () => {
  test.each([
    ['the newest minute, where it holds enough', minutes([500, 0.9], [30, 0.2]), 0.2],
    ['as many minutes as hold enough', minutes([500, 0.9], [20, 0.3], [10, 0.6]), 0.4],
    [
      'a quarter of an hour with two answers a minute',
      minutes(...Array.from({ length: 15 }, (): [number, number] => [2, 0.1])),
      0.1,
    ],
  ])('is the mean of %s', (_what, found, expected) => {
    expect(meanFirstTokenSeconds(found)).toBeCloseTo(expected, 9);
  });

  test.each([
    ['no requests', minutes([0, 0])],
    ['29 answers are too few', minutes([20, 0.2], [9, 0.2])],
    ['the instance has just begun', []],
  ])('is not said where %s', (_why, found) => {
    expect(meanFirstTokenSeconds(found)).toBeUndefined();
  });

  test('is read to the millisecond from the engine’s own sums, all replicas together', () => {
    const text = (seconds: number, answers: number): string =>
      `vllm:num_requests_running 0\nvllm:prompt_tokens_total ${answers}\nvllm:time_to_first_token_seconds_sum ${seconds}\nvllm:time_to_first_token_seconds_count ${answers}\n`;
    const between = (from: [number, number], to: [number, number]) => {
      const after = engineSample(text(...to));
      if (after === undefined) {
        throw new Error('unknown');
      }
      return minuteBetween(engineSample(text(...from)), after);
    };

    const { firstTokens } = minutesTogether([between([10, 40], [14, 60]), between([0, 0], [1, 10])]);

    expect(firstTokens).toEqual({ seconds: 5, answers: 30 });
    expect(meanFirstTokenSeconds([firstTokens])).toBeCloseTo(1 / 6, 9);
    // An engine that was started anew has counted since then.
    expect(between([10, 40], [1, 5]).firstTokens).toEqual({ seconds: 1, answers: 5 });
  });

  test('leaves out what the agent has asked itself, which would make an instance without users look fast', () => {
    const text = (seconds: number, answers: number): string =>
      `vllm:num_requests_running 0\nvllm:time_to_first_token_seconds_sum ${seconds}\nvllm:time_to_first_token_seconds_count ${answers}\n`;
    const own = { ...noOwnAnswers, requests: 10, answers: 10, seconds: 0.5 };

    // 10 probes of 50 ms before, 30 more since, and 5 users who waited 2 s each
    const later = { ...own, requests: 40, answers: 40, seconds: 2 };
    const [before, after] = [engineSample(text(0.5, 10), own), engineSample(text(12, 45), later)];

    expect(after && minuteBetween(before, after).firstTokens).toEqual({ seconds: 10, answers: 5 });
  });

  test('is published with the dimensions of the cell, and left out where it is not known', () => {
    const published = (meanFirstToken: number | undefined) =>
      minuteMetrics(
        { fleet: 'assistant', model: 'llama-8b' },
        {
          instanceType: 'g6e.2xlarge',
          minute: minutesTogether([]),
          meanFirstTokenSeconds: meanFirstToken,
          kvCacheUsageRatio: 0,
          replicasReady: 1,
          engineRestarts: 0,
          agentRestarts: 0,
          gpus: [],
          bottleneck: 'none',
        },
      ).filter(({ MetricName }) => MetricName === 'InstanceTimeToFirstTokenSeconds');

    expect(published(0.25)).toMatchObject([
      { Value: 0.25, Unit: 'Seconds', Dimensions: [{ Value: 'assistant' }, { Value: 'llama-8b' }] },
    ]);
    expect(published(undefined)).toEqual([]);
  });
});
