import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { agentEnvironmentNames } from '../../lib/contract/agent-settings';
import { plainGuard } from '../../local/instance/plain-commands';
import type { AgentHost } from '../support/agent-host';
import { test } from '../support/agent-test';
import { chat, eventually } from '../support/engine-client';

const guardPid = (host: AgentHost): number => Number(host.lines('guard started').at(-1)?.pid);
const answers = async (host: AgentHost): Promise<boolean> =>
  (await chat(host.servingUrl, 'hello', { max_tokens: 1 }).catch(() => undefined))?.status === 200;

/** What a client reads of a long answer until it ends or breaks. */
async function readStream(host: AgentHost, begun: () => void): Promise<string> {
  const body = JSON.stringify({ messages: [{ role: 'user', content: 'x' }], stream: true, max_tokens: 2000 });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${host.servingUrl}/v1/chat/completions`, { method: 'POST', headers, body });
  let text = '';
  try {
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      begun();
    }
    return `${text}complete`;
  } catch {
    return `${text}cut`;
  }
}

describe('HAProxy', () => {
  test.concurrent('that is killed cuts its streams, which clients see, and serves again with the same engines', async ({
    agents,
  }) => {
    const host = await agents.inService({ behaviour: { loadSeconds: 1, answerTokens: 2000 } });
    const engines = host.enginePids();
    let begun = false;
    const stream = readStream(host, () => {
      begun = true;
    });
    await eventually(async () => begun);

    process.kill(guardPid(host), 'SIGKILL');

    expect(await stream).toMatch(/^data: [\s\S]*cut$/);
    await eventually(() => answers(host));
    await eventually(async () => (await host.ready()) === 200);
    expect(host.lines('guard started')).toHaveLength(2);
    expect(host.enginePids()).toEqual(engines);
    expect(host.lines('engine restarts')).toEqual([]);
  });

  test.concurrent('that does not come back takes the instance out of rotation until it does, and the engines wait', async ({
    agents,
    onTestFinished,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'guard-ends-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const fault = join(folder, 'fault');
    const run = ['sh', '-c', `test ! -e ${fault} && exec "$0" "$@"`, ...plainGuard.run];
    const environment = { [agentEnvironmentNames.guardCommand]: JSON.stringify({ ...plainGuard, run }) };
    const host = await agents.inService({ environment });
    const engines = host.enginePids();

    writeFileSync(fault, '');
    process.kill(guardPid(host), 'SIGKILL');

    await eventually(async () => (await host.ready()) === 503);
    await eventually(async () => host.lines('guard ended').length > 2);
    expect(await host.ready()).toBe(503);
    rmSync(fault);
    await eventually(async () => (await host.ready()) === 200 && (await answers(host)));
    expect(host.enginePids()).toEqual(engines);
    expect(host.lines('engine restarts')).toEqual([]);
  });

  test.concurrent('that runs and says nothing is replaced', async ({ agents }) => {
    const host = await agents.inService();
    const silent = guardPid(host);

    process.kill(silent, 'SIGSTOP');

    await eventually(async () => (await host.ready()) === 503);
    await eventually(async () => host.lines('guard is silent').length > 0);
    await eventually(async () => (await host.ready()) === 200 && (await answers(host)));
    expect(guardPid(host)).not.toBe(silent);
  });
});
