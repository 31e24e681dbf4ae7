import { expect, test } from 'vitest';
import type { Service } from '../../../agent/engine/service';
import type { Context } from '../../../agent/instance/context';
import type { EngineSample } from '../../../agent/metrics/engine-sample';
import type { Publisher } from '../../../agent/metrics/publisher';
import { loadReport } from '../../../agent/report-load';
import { exampleParameters } from '../../support/cell-parameters';

const sample = (requests: number, promptTokens: number): EngineSample => ({
  running: 1,
  waiting: 0,
  kvCacheUsageRatio: 0.5,
  allPromptTokens: promptTokens,
  promptTokens,
  generatedTokens: promptTokens / 5,
  preemptions: 0,
  requests,
  firstTokens: { seconds: 0, answers: 0 },
  timeToFirstToken: [],
  timePerOutputToken: [],
});

/** What is published of one replica in two minutes, which begin with a sample each. */
async function published(
  startedAt: number,
  samples: readonly [EngineSample, EngineSample],
  restarts: number[] = [],
): Promise<[string, number][]> {
  let now = 0;
  const told: [string, number][] = [];
  const replica = { adopted: startedAt === 0, restarts: 0, sample: undefined as EngineSample | undefined };
  const clock = {
    now: () => now,
    sleep: async (seconds: number): Promise<void> => {
      if (now >= 120) {
        throw new Error('seen enough');
      }
      now += seconds;
      replica.sample = samples[now <= 60 ? 0 : 1];
    },
  };
  const service = {
    state: 'serving',
    inService: true,
    replicas: [replica],
    inFlight: () => 3,
    replicasReady: () => 1,
  };
  const publisher = {
    publish: (data: { MetricName: string; Value: number; Dimensions: unknown[] }[]) => {
      told.push(...data.map(({ MetricName, Value }): [string, number] => [MetricName, Value]));
    },
  };
  await expect(
    loadReport(
      { clock, parameters: exampleParameters, instance: { instanceType: 'p5.48xlarge' } } as unknown as Context,
      {
        service: service as unknown as Service,
        guard: { readings: [] },
        publisher: publisher as unknown as Publisher,
        runFile: { tellRestarts: () => restarts.shift() ?? 0 },
      },
    )(),
  ).rejects.toThrow('seen enough');
  return told;
}

const valuesOf = (told: readonly [string, number][], name: string): number[] =>
  told.filter(([metric]) => metric === name).map(([, value]) => value);

test('an engine that this agent started has counted from nothing', async () => {
  const told = await published(5, [sample(4, 4000), sample(10, 9000)]);

  expect(valuesOf(told, 'Requests')).toEqual([4, 6]);
  expect(valuesOf(told, 'InputTokens')).toEqual([4000, 5000]);
  expect(valuesOf(told, 'RequestsInFlight')).toHaveLength(12);
});

test('what an engine did before this agent found it is not of this minute', async () => {
  const told = await published(0, [sample(400, 400_000), sample(406, 405_000)]);

  expect(valuesOf(told, 'Requests')).toEqual([0, 6]);
  expect(valuesOf(told, 'InputTokens')).toEqual([0, 5000]);
});

test('restarts of the agent are told in the minute after them, and there is no point in a minute without any', async () => {
  const told = await published(5, [sample(4, 4000), sample(10, 9000)], [2, 0]);

  expect(valuesOf(told, 'AgentRestarts')).toEqual([2]);
});
