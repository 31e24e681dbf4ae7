import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { launchFailed } from '../../lib/contract/agent-events';
import { modelEvidencePrefix } from '../../lib/contract/evidence';
import { metricNames } from '../../lib/contract/metrics';
import { cacheSaltRule } from '../support/agent-host';
import { test } from '../support/agent-test';
import { chat, eventually } from '../support/engine-client';

const one = { parameters: { replicasPerInstance: 1 } };
const fast = { timeFactor: 20 };

test.concurrent('an engine that starts and answers 200 with garbage is never put in service, and leaves its evidence', async ({
  agents,
  weights,
}) => {
  const host = await agents.start({ ...one, ...fast, behaviour: { body: 'garbage' } });

  await eventually(async () => (await host.hooks()).length > 0);

  expect(await host.hooks()).toEqual(['polyregion-launch ABANDON']);
  expect(await host.events(launchFailed)).toEqual([
    expect.objectContaining({
      reason: 'engine',
      stage: 'warmUp',
      problem: expect.stringMatching(/no warm-up answer on \/v1\/chat\/completions, status 200/),
    }),
  ]);
  expect(host.lines('engine ready')).toEqual([]);
  const [kept] = host.lines('evidence kept');
  expect(await weights.objects(modelEvidencePrefix('llama-8b'))).toContain(kept?.key);
  expect(host.lines('launch abandoned')).toHaveLength(1);
});

describe('an engine in service', () => {
  test.concurrent('that answers users with 500 and the agent with tokens is restarted, and comes back', async ({
    agents,
  }) => {
    const host = await agents.inService(one);
    await host.controlEngine(0, { answersWith: 500, sparesProbes: true });

    const statuses = new Set<number>();
    await eventually(async () => {
      statuses.add((await chat(host.servingUrl, 'hello')).status);
      return host.lines('engine restarts').length > 0;
    });
    expect(statuses).toContain(500);
    expect(host.lines('engine restarts')[0]?.problem).toMatch(/answers (in a row )?failed/);
    await eventually(async () => (await chat(host.servingUrl, 'hello', { max_tokens: 2 })).status === 200);
  });

  test.concurrent('whose metrics say infinity once loses no other metric', async ({ agents }) => {
    const host = await agents.inService({ ...one, ...fast });
    await host.controlEngine(0, { oddMetrics: true });
    const minutes = async (): Promise<number> => (await host.metric(metricNames.outputTokens)).length;
    const before = await minutes();

    await eventually(async () => (await minutes()) >= before + 2);

    expect((await host.calls('PutMetricData')).filter(({ status }) => status !== 200)).toEqual([]);
    expect(host.lines('metric refused')).toEqual([]);
  });
});

test.concurrent('a launch hook to which Auto Scaling comes late is completed', async ({ agents }) => {
  const late = { service: 'autoscaling', operation: 'CompleteLifecycleAction' };
  const host = await agents.start({ ...one, ...fast });
  await host.recorder.answer([
    cacheSaltRule,
    { ...late, status: 400, code: 'ValidationError', message: 'No active Lifecycle Action found' },
  ]);
  await eventually(async () => host.lines('hook completed').length > 0);
  expect(host.lines('hook completed')).toEqual([expect.objectContaining({ outcome: 'not-waiting' })]);
  await host.killAgent('SIGKILL');
  host.start();
  await eventually(async () => (await host.metric(metricNames.requestsInFlight)).length > 0);

  await host.recorder.answer([cacheSaltRule]);

  await eventually(async () => (await host.hooks()).length > 0);
  expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
  await eventually(async () => (await host.total(metricNames.agentRestarts)) === 1);
});

describe('a launch that is given up', () => {
  const short = { parameters: { replicasPerInstance: 1, launchLimitSeconds: 150 } };

  test.concurrent('for want of its secret says so, and not that the engine failed', async ({ agents }) => {
    const host = await agents.start(short);
    await host.killAgent();
    await host.recorder.answer([
      { service: 'secretsmanager', operation: 'GetSecretValue', status: 400, code: 'AccessDeniedException' },
    ]);
    host.start();

    await eventually(async () => (await host.events(launchFailed)).length > 0);

    expect(await host.events(launchFailed)).toEqual([
      expect.objectContaining({
        reason: 'permission',
        stage: 'boot',
        problem: expect.stringContaining('cache salt secret: AccessDenied'),
      }),
    ]);
  });

  test.concurrent('because its agent ends again and again says what ended it', async ({ agents }) => {
    const host = await agents.start({ ...fast, behaviour: { hangAtLoad: true } });
    for (let crashes = 0; crashes < 5; crashes += 1) {
      await eventually(async () => host.lines('agent started').length > crashes);
      await host.killAgent('SIGKILL');
      host.start();
    }

    await eventually(async () => (await host.hooks()).length > 0);

    expect(await host.hooks()).toEqual(['polyregion-launch ABANDON']);
    expect(await host.events(launchFailed)).toEqual([
      expect.objectContaining({ reason: 'other', stage: 'boot', problem: 'the agent ended 5 times: it was killed' }),
    ]);
  });
});

describe('a disk that takes nothing', () => {
  test.concurrent('costs neither the secret nor the engine: the instance serves without what it would have kept', async ({
    agents,
  }) => {
    const host = await agents.start(one);
    await host.killAgent();
    mkdirSync(join(host.folder, 'state/cache-salt.draft'), { recursive: true });
    writeFileSync(join(host.folder, 'state/log'), '');
    host.start();

    await eventually(async () => (await host.hooks()).length > 0);

    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
    expect(host.lines('cache salt not kept')).toHaveLength(1);
    expect(host.lines('agent failed')).toEqual([]);
  });
});
