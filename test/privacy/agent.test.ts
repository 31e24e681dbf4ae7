import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { AgentHost } from '../support/agent-host';
import { test } from '../support/agent-test';
import { eventually } from '../support/engine-client';
import { marker } from '../support/marker';

const tenant = Buffer.from(JSON.stringify({ iss: marker, sub: marker })).toString('base64url');

/** A client whose every text is the marker: prompt, header, tenant, cookie, query and its own salt. */
const send = (host: AgentHost, body: object | string, path = '/v1/chat/completions', signal?: AbortSignal) =>
  fetch(`${host.servingUrl}${path}?q=${marker}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer x.${tenant}.${marker}`,
      cookie: marker,
      'x-request-id': marker,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });

/** A long stream, whole or cut. */
const stream = async (host: AgentHost): Promise<string> => {
  const answer = await send(host, prompt({ stream: true, max_tokens: 500, ignore_eos: true }));
  return answer.text().catch(() => 'cut');
};

const prompt = (more: object = {}, text = marker): object => ({
  messages: [{ role: 'user', content: text }],
  cache_salt: marker,
  user: marker,
  ...more,
});

/** A prompt whose lines begin like those of an engine that may leave the instance, each with a secret behind. */
const imitating = ['', `ValueError: ${marker}`, `GPU KV cache size: 99 tokens Bearer ${marker}`, ''].join('\n');

/** Text of every file below a folder. */
const filesOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

const logOf = (host: AgentHost, index: number): string => join(host.folder, `state/log/engine-${index}.log`);

/** An engine that hangs at a prompt, answers with the marker, and writes prompts down, which no engine of a fleet is told to. */
const leaking = { loadSeconds: 1, tokensPerSecond: 20, poison: 'hang here', word: `${marker} `, printsPrompts: true };

describe('the agent, between clients and engines', () => {
  test.concurrent('leaves no trace of a request or an answer, whatever goes wrong', async ({
    agents,
    onTestFinished,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'crash-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    // On a signal, an uncaught error is thrown, with the request in its text.
    const shim = join(folder, 'shim.mjs');
    writeFileSync(shim, `process.on('SIGUSR2', () => { throw new TypeError('cannot read ${marker}'); });\n`);
    const host = await agents.inService({ behaviour: leaking, environment: { NODE_OPTIONS: `--import=${shim}` } });

    // Answered, whole and streamed.
    const answered = await send(host, prompt({ max_tokens: 2 }));
    expect(await answered.text()).toContain(marker);
    expect(await (await send(host, prompt({ stream: true, max_tokens: 2 }))).text()).toContain(marker);
    // Refused by the guard, and by the engine.
    expect((await send(host, marker)).status).toBe(400);
    expect((await send(host, prompt(), `/v1/${marker}`)).status).toBe(404);
    expect((await send(host, prompt({ model: marker }))).status).toBe(404);
    expect((await send(host, prompt({ max_tokens: 1_000_000 }))).status).toBe(400);
    await Promise.all([0, 1].map((index) => host.controlEngine(index, { queueFull: true })));
    expect((await send(host, prompt())).status).toBe(503);
    await Promise.all([0, 1].map((index) => host.controlEngine(index, { queueFull: false })));
    // Left by its client.
    const gone = new AbortController();
    await send(host, prompt({ stream: true }), undefined, gone.signal);
    gone.abort();
    // These requests are in flight while the engine hangs, and while it ends.
    const hung = send(host, prompt({}, `hang here ${marker}`)).catch(() => undefined);
    await eventually(async () => host.lines('engine restarts').length === 1);
    await hung;
    await eventually(async () => host.lines('engine ready').length === 3);
    const cut = stream(host);
    await eventually(async () => (await host.engineState(0)).running + (await host.engineState(1)).running === 1);
    await Promise.all([0, 1].map((index) => host.controlEngine(index, { exit: 1 })));
    expect(await cut).not.toContain('[DONE]');
    await eventually(async () => host.lines('engine ready').length === 5);
    // These requests are in flight while the agent is killed, and while it crashes.
    for (const signal of ['SIGKILL', 'SIGUSR2'] as const) {
      const lost = stream(host);
      await eventually(async () => (await host.engineState(0)).running + (await host.engineState(1)).running > 0);
      await host.killAgent(signal);
      host.start();
      expect(await lost, 'no request goes through the agent').toContain('[DONE]');
      await eventually(async () => (await host.ready()) === 200);
    }
    // These requests are in flight while the instance leaves.
    const last = stream(host);
    await eventually(async () => (await host.engineState(0)).running + (await host.engineState(1)).running > 0);
    await host.metadata.control({ targetLifecycleState: 'Terminated' });
    await eventually(async () => (await host.hooks()).at(-1) === 'polyregion-drain CONTINUE');
    await last;

    expect(host.lines('agent failed')).toEqual([
      expect.objectContaining({ problem: 'TypeError', at: expect.arrayContaining([expect.stringContaining('shim')]) }),
    ]);
    expect(host.journal()).not.toContain(marker);
    const calls = await host.recorder.calls();
    expect(calls.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['PutMetricData']));
    expect(JSON.stringify(calls)).not.toContain(marker);
    rmSync(join(host.folder, 'state/log'), { recursive: true });
    expect(filesOf(host.folder)).not.toContain(marker);
  });

  test.concurrent('keeps what an engine itself writes for root alone, and only as long as that engine lives; what the instance leaves behind has none of it', async ({
    agents,
    weights,
  }) => {
    const host = await agents.inService({ behaviour: leaking, parameters: { replicasPerInstance: 1 } });
    await send(host, prompt({ max_tokens: 1 }));
    await eventually(async () => readFileSync(logOf(host, 0), 'utf8').includes(marker));

    expect(statSync(logOf(host, 0)).mode & 0o777).toBe(0o600);
    expect(host.journal()).not.toContain(marker);

    // What an instance leaves behind has the end of that log.
    await send(host, prompt({ max_tokens: 1 }, imitating));
    await eventually(async () => readFileSync(logOf(host, 0), 'utf8').includes('ValueError'));
    host.kernelSays('2,1,1,-;NVRM: Xid (PCI:0000:38:00): 79, pid=1, name=python3, GPU has fallen off the bus.');
    await eventually(async () => host.lines('evidence kept').length === 1);
    const kept = await weights.text(String(host.lines('evidence kept')[0]?.key));
    expect(JSON.parse(kept).engines).toEqual([
      { port: expect.any(Number), lines: expect.arrayContaining(['GPU KV cache size: 99 tokens', 'ValueError']) },
    ]);
    expect(kept).not.toContain(marker);

    await host.controlEngine(0, { exit: 1 });
    await eventually(async () => host.lines('engine ready').length === 2);

    expect(existsSync(logOf(host, 0))).toBe(true);
    expect(readFileSync(logOf(host, 0), 'utf8')).not.toContain(marker);
    expect(filesOf(host.folder)).not.toContain(marker);
  });
});
