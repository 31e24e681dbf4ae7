import { describe, expect, test } from 'vitest';
import { bottleneck, type Load } from '../../../agent/metrics/bottleneck';
import { engineSample } from '../../../agent/metrics/engine-sample';
import { coldStartMetrics, minuteMetrics, requestsInFlight } from '../../../agent/metrics/metric-data';
import { minuteBetween, minutesTogether } from '../../../agent/metrics/minute';
import { noOwnAnswers } from '../../../agent/metrics/own-answers';

const labels = 'engine="0",model_name="a \\"quoted\\" model"';
const text = (tokens: number, first: number, name = 'vllm:kv_cache_usage_perc', finished = 5): string => `
# HELP vllm:num_requests_running Number of requests
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{${labels}} 3.0
vllm:num_requests_waiting{${labels}} 2
${name}{${labels}} 0.25
vllm:prompt_tokens_total{${labels}} ${tokens * 10}
vllm:generation_tokens_total{${labels}} ${tokens}
vllm:num_preemptions_total{${labels}} 0
vllm:request_success_total{${labels},finished_reason="stop"} ${finished}
vllm:request_success_total{${labels},finished_reason="length"} 2
vllm:time_to_first_token_seconds_bucket{${labels},le="0.1"} ${first}
vllm:time_to_first_token_seconds_bucket{${labels},le="1.0"} ${first + 2}
vllm:time_to_first_token_seconds_bucket{${labels},le="+Inf"} ${first + 3}
`;

describe('what an engine says', () => {
  test.each(['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'])('is read, with %s', (name) => {
    expect(engineSample(text(7, 1, name))).toMatchObject({
      running: 3,
      waiting: 2,
      kvCacheUsageRatio: 0.25,
      promptTokens: 70,
      generatedTokens: 7,
      timeToFirstToken: [
        { atMost: 0.1, count: 1 },
        { atMost: 1, count: 2 },
        { atMost: Number.POSITIVE_INFINITY, count: 1 },
      ],
    });
  });

  test.each(['', '<html>502</html>', 'process_cpu_seconds_total 1'])('is unknown where it is %j', (other) => {
    expect(engineSample(other)).toBeUndefined();
  });

  test('counts what came since, and everything of an engine that was started anew', () => {
    const before = engineSample(text(7, 1));
    const after = engineSample(text(9, 4));
    const anew = engineSample(text(1, 0));
    if (before === undefined || after === undefined || anew === undefined) {
      throw new Error('unknown');
    }

    expect(minuteBetween(before, after)).toMatchObject({
      inputTokens: 20,
      outputTokens: 2,
      timeToFirstToken: [{ atMost: 0.1, count: 3 }],
    });
    expect(minuteBetween(after, anew)).toMatchObject({ inputTokens: 10, outputTokens: 1 });
  });

  test('counts the requests that were finished, and none of the agent’s own', () => {
    const own = { ...noOwnAnswers, requests: 1, answers: 1, promptTokens: 2, generatedTokens: 1 };
    const before = engineSample(text(7, 1), own);
    const later = { ...own, requests: 3, answers: 3, promptTokens: 6, generatedTokens: 3 };
    const after = engineSample(text(9, 4, undefined, 11), later);

    // 7 finished, 1 of them a probe; 13 finished, 3 of them probes
    expect(before?.requests).toBe(6);
    // 70 tokens read and 7 generated, 2 and 1 of them for a probe; then 90 and 9, 6 and 3 of them
    expect(minuteBetween(before, after ?? raise())).toMatchObject({ requests: 4, inputTokens: 16, outputTokens: 0 });
  });
});

describe('metrics', () => {
  const cell = { fleet: 'assistant', model: 'llama-8b' };

  test('of an idle instance are zeros, never gaps', () => {
    expect(requestsInFlight(cell, 0)).toMatchObject([{ MetricName: 'RequestsInFlight', Value: 0 }]);
  });

  test('of a minute name what holds the instance back, and every other kind with zero', () => {
    const minute = minutesTogether([minuteBetween(undefined, engineSample(text(7, 1)) ?? raise())]);
    const data = minuteMetrics(cell, {
      instanceType: 'g6e.2xlarge',
      minute,
      meanFirstTokenSeconds: undefined,
      kvCacheUsageRatio: 0.25,
      replicasReady: 1,
      engineRestarts: 0,
      agentRestarts: 0,
      gpus: [],
      bottleneck: 'queue',
    });

    const kinds = data.filter(({ MetricName }) => MetricName === 'Bottleneck');
    expect(kinds.map(({ Value }) => Value).sort()).toEqual([0, 0, 0, 0, 1]);
    expect(data.map(({ MetricName }) => MetricName)).not.toContain('GpuUtilizationRatio');
    expect(data.filter(({ MetricName }) => MetricName === 'ReplicasReady').map(({ Dimensions }) => Dimensions)).toEqual(
      [
        [
          { Name: 'Fleet', Value: 'assistant' },
          { Name: 'Model', Value: 'llama-8b' },
        ],
        [
          { Name: 'Fleet', Value: 'assistant' },
          { Name: 'Model', Value: 'llama-8b' },
          { Name: 'InstanceType', Value: 'g6e.2xlarge' },
        ],
      ],
    );
    expect(data.find(({ MetricName }) => MetricName === 'TimeToFirstTokenSeconds')).toMatchObject({
      Values: [0.1, 1, 1],
      Counts: [1, 2, 1],
    });
  });

  test('of a cold start stand in the order in which its stages pass', () => {
    const instance = { instanceType: 'g6e.2xlarge', pool: 'overflow' } as const;
    const data = coldStartMetrics(cell, instance, { stages: { warmUp: 2, launch: 30 }, total: 40 });

    const told = (names: readonly string[]) =>
      data
        .filter(({ Dimensions = [] }) => Dimensions.length === names.length)
        .map(({ Dimensions = [], Value }) => [
          ...names.map((name) => Dimensions.find(({ Name }) => Name === name)?.Value),
          Value,
        ]);
    expect(told(['Fleet', 'Model', 'Stage'])).toEqual([
      ['assistant', 'llama-8b', 'launch', 30],
      ['assistant', 'llama-8b', 'warmUp', 2],
      ['assistant', 'llama-8b', 'total', 40],
    ]);
    expect(told(['Fleet', 'Model', 'Stage', 'InstanceType', 'Pool'])).toEqual([
      ['assistant', 'llama-8b', 'launch', 'g6e.2xlarge', 'overflow', 30],
      ['assistant', 'llama-8b', 'warmUp', 'g6e.2xlarge', 'overflow', 2],
      ['assistant', 'llama-8b', 'total', 'g6e.2xlarge', 'overflow', 40],
    ]);
  });
});

describe('what holds an instance back', () => {
  const load: Load = {
    running: 10,
    waiting: 0,
    mostRunning: 64,
    kvCacheUsageRatio: 0.5,
    preemptions: 0,
    inputTokens: 1000,
    outputTokens: 1000,
    gpuUtilizationRatio: 0.5,
  };

  test.each([
    ['none', {}],
    ['none', { gpuUtilizationRatio: undefined }],
    ['none', { running: 0, gpuUtilizationRatio: 1 }],
    ['queue', { waiting: 1, running: 64 }],
    ['kv-memory', { waiting: 1, kvCacheUsageRatio: 0.95 }],
    ['kv-memory', { waiting: 1, preemptions: 1 }],
    ['bandwidth', { gpuUtilizationRatio: 0.9 }],
    ['compute', { gpuUtilizationRatio: 0.9, inputTokens: 10_001 }],
    ['bandwidth', { gpuUtilizationRatio: 0.9, inputTokens: 10_000 }],
  ] as const)('is %s at %j', (kind, change) => {
    expect(bottleneck({ ...load, ...change })).toBe(kind);
  });
});

const raise = (): never => {
  throw new Error('unknown');
};
