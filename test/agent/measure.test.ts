import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect } from 'vitest';
import { artifactBucketName } from '../../lib/contract/artifacts';
import type { MeasurementDocument, MeasurementOrder } from '../../lib/contract/measurement';
import { measuredRows } from '../../lib/measure/measured-rows';
import { type AgentHost, hostParameters } from '../support/agent-host';
import { test } from '../support/agent-test';
import { eventually } from '../support/engine-client';
import { nobody } from '../support/recorder';
import type { StoredWeights } from '../support/stored-weights';

const steps: MeasurementOrder['steps'] = [
  { concurrency: 4, requests: 24, requestsPerSecond: 20 },
  { concurrency: 8, requests: 48, requestsPerSecond: 40 },
  { concurrency: 1, requests: 8 },
];

/** An order whose document goes to the S3 that holds the weights. */
async function ordered({ s3Url }: StoredWeights, run: string, more: Partial<MeasurementOrder> = {}) {
  const s3 = new S3Client({ region: 'us-east-1', endpoint: s3Url, credentials: nobody, forcePathStyle: true });
  const at = {
    Bucket: artifactBucketName({ fleet: hostParameters.fleet, account: '111122223333', region: 'us-east-1' }),
    Key: `measurements/llama-8b/${run}.json`,
  };
  const measurement: MeasurementOrder = {
    run,
    steps,
    inputTokens: 100,
    sharedInputTokens: 20,
    outputTokens: 20,
    maxConcurrentRequests: 8,
    stepLimitSeconds: 600,
    documentUrl: await getSignedUrl(s3, new PutObjectCommand(at), { expiresIn: 3600 }),
    ...more,
  };
  const document = async (): Promise<MeasurementDocument> => {
    const { Body } = await s3.send(new GetObjectCommand(at));
    return JSON.parse((await Body?.transformToString()) ?? '') as MeasurementDocument;
  };
  return { measurement, document };
}

/** Runs until the agent has halted the machine. */
const halted = (host: AgentHost): Promise<unknown> => eventually(() => Promise.resolve(host.halted()));

describe('an instance that measures', () => {
  test('loads its engine step by step, leaves what each step gave, and halts', async ({ agents, weights }) => {
    const { measurement, document } = await ordered(weights, 'whole');
    const host = await agents.start({ measurement, behaviour: { loadSeconds: 1 } });
    await halted(host);

    const { state, instanceType, steps: measured } = await document();
    expect({ state, instanceType }).toEqual({ state: 'done', instanceType: 'g6e.2xlarge' });
    expect(measured.map(({ concurrency, problem }) => [concurrency, problem])).toEqual([
      [4, undefined],
      [8, undefined],
      [1, undefined],
    ]);
    const { rows, dropped } = measuredRows(
      { run: 'whole', state, instanceType, steps: measured },
      'chat',
      '2026-11-27',
    );
    expect(dropped).toEqual([]);
    expect(rows.map(({ benchmark }) => benchmark?.requests)).toEqual([8, 24, 48]);
    // 100 tokens in and 20 out, of every request
    const [row] = rows;
    expect((row?.inputTokensPerSecondPerReplica ?? 0) / (row?.outputTokensPerSecondPerReplica ?? 1)).toBeCloseTo(5, 1);
    expect(host.runningEngines()).toEqual([]);
  });

  test('completes no hook, publishes no metric and serves no client', async ({ agents, weights }) => {
    const { measurement } = await ordered(weights, 'alone', { steps: [{ concurrency: 2, requests: 8 }] });
    const host = await agents.start({ measurement, behaviour: { loadSeconds: 1 } });
    await halted(host);

    for (const operation of ['CompleteLifecycleAction', 'PutMetricData', 'PutEvents', 'DeregisterTargets']) {
      expect(await host.calls(operation)).toEqual([]);
    }
    expect(await host.ready()).toBe(0);
  });

  test('leaves out what a step above the objective would only repeat', async ({ agents, weights }) => {
    const { measurement, document } = await ordered(weights, 'missed', { timePerOutputTokenSeconds: 0.000_001 });
    const host = await agents.start({ measurement, behaviour: { loadSeconds: 1 } });
    await halted(host);

    const { steps: measured, reason } = await document();
    expect(measured.map(({ concurrency }) => concurrency)).toEqual([4, 1]);
    expect(reason).toMatch(/^8 in flight were not measured: with 4 requests in flight TPOT was .* above the objective/);
  });

  test('says what kept the model from answering, and halts', async ({ agents, weights }) => {
    const { measurement, document } = await ordered(weights, 'broken');
    const host = await agents.start({ measurement, behaviour: { crashAtLoad: true } });
    await halted(host);

    expect(await document()).toMatchObject({
      state: 'failed',
      steps: [],
      reason: expect.stringMatching(/^the launch failed: /),
    });
    expect(await host.events('launch-failed')).toEqual([]);
  });
});
