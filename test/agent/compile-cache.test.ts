import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256Of } from '../../agent/io/artifact-bucket';
import { compileCacheKey, modelCompileCachePrefix } from '../../lib/contract/compile-cache';
import { metricNames } from '../../lib/contract/metrics';
import { engineFlags } from '../../lib/engine/engine-flags';
import { AgentHost, hostParameters } from '../support/agent-host';
import { compiledFile, tarOf, withCode } from '../support/compiled-code';
import { eventually } from '../support/engine-client';
import { storeWeights } from '../support/stored-weights';

const prefix = modelCompileCachePrefix(hostParameters.model);
const compileSeconds = 20;
const bothCompiled = Array(2).fill('compiled for tensor parallel 1');

const agentsOf = async (onTestFinished: (end: () => Promise<void>) => void) => {
  const weights = await storeWeights();
  onTestFinished(() => weights.moto.stop());
  /** Prefix under which the test's instances look for compiled code. */
  const key = compileCacheKey({
    ...hostParameters,
    weightsManifest: weights.weightsManifest,
    instanceType: 'g6e.2xlarge',
    flagsDigest: sha256Of(JSON.stringify(engineFlags(hostParameters))),
  });
  const start = async (parameters = {}): Promise<AgentHost> => {
    const { s3Url, weightsManifest } = weights;
    const host = await AgentHost.start({
      s3Url,
      behaviour: { loadSeconds: 1, compileSeconds },
      timeFactor: 3, // what is restored has 45 s of the agent, also on a busy machine
      parameters: { weightsManifest, compileCache: true, ...parameters },
    });
    onTestFinished(() => host.stop());
    return host;
  };
  return { weights, key, start };
};

const inService = (host: AgentHost): Promise<void> =>
  eventually(async () => (await host.ready()) === 200 && (await host.hooks()).includes('polyregion-launch CONTINUE'));

/** Waits until the instance is in service and registered, and has finished what it does after registration. */
const settled = async (host: AgentHost): Promise<void> => {
  await inService(host);
  await eventually(async () => {
    await host.ready();
    return host.lines('compiled code kept').length > 0;
  });
};

const compiledOf = (host: AgentHost): (string | undefined)[] =>
  [0, 1].map((replica) => {
    const path = join(host.folder, 'state/cache', String(replica), compiledFile);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  });

/** Seconds of the stage `compile`, once the agent has published them. */
async function compiledIn(host: AgentHost): Promise<unknown> {
  let seconds: unknown;
  await eventually(async () => {
    const points = await host.metric(metricNames.coldStartSeconds);
    seconds = points.find(({ Dimensions }) => JSON.stringify(Dimensions).includes('"compile"'))?.Value;
    return seconds !== undefined;
  });
  return seconds;
}

describe('compiled code', () => {
  test.concurrent('of the first instance is kept, and a second one with an empty disk starts from it', async ({
    onTestFinished,
  }) => {
    const { weights, key, start } = await agentsOf(onTestFinished);
    const first = await start();
    await settled(first);
    expect(first.lines('no compiled code yet')).toHaveLength(1);
    expect(first.lines('compiled code kept')).toEqual([expect.objectContaining({ outcome: 'saved' })]);
    expect(await compiledIn(first)).toBeGreaterThanOrEqual(compileSeconds);
    expect(await weights.objects(prefix)).toEqual([key]);

    const second = await start();
    await settled(second);

    expect(second.lines('compiled code restored')).toHaveLength(1);
    expect(compiledOf(second)).toEqual(bothCompiled);
    expect(await compiledIn(second)).toBeLessThan(compileSeconds);
    expect(second.lines('compiled code kept')).toEqual([expect.objectContaining({ outcome: 'there already' })]);
    expect(await weights.versions(prefix)).toBe(1);
  });

  test.concurrent('of two instances that compile at once is kept of one', async ({ onTestFinished }) => {
    const { weights, start } = await agentsOf(onTestFinished);
    const both = await Promise.all([start(), start()]);
    await Promise.all(both.map(settled));

    const outcomes = both.flatMap((host) => host.lines('compiled code kept')).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['saved', 'there already']);
    expect(await weights.versions(prefix)).toBe(1);
  });

  test.concurrent('that is broken in the bucket costs its seconds and nothing more', async ({ onTestFinished }) => {
    const { weights, key, start } = await agentsOf(onTestFinished);
    await weights.putArchive(key, tarOf(withCode('x'), 'vllm'), 'f'.repeat(64));

    const host = await start();
    await inService(host);

    expect(host.lines('compiled code not restored')).toEqual([
      expect.objectContaining({ problem: 'its bytes are not those that were written' }),
    ]);
    expect(compiledOf(host)).toEqual(bothCompiled);
  });

  test.concurrent('that ends an engine is thrown away before its next start', async ({ onTestFinished }) => {
    const { weights, key, start } = await agentsOf(onTestFinished);
    await weights.putArchive(key, tarOf(withCode('of another compiler'), 'vllm'));

    const host = await start();
    await inService(host);

    expect(host.lines('compiled code restored')).toHaveLength(1);
    expect(host.lines('engine restarts').map(({ failures }) => failures)).toEqual([1, 1]);
    expect(compiledOf(host)).toEqual(bothCompiled);
  });
});

test.concurrent('weights are loaded in parallel, and nothing is kept, where the model says so', async ({
  onTestFinished,
}) => {
  const { start } = await agentsOf(onTestFinished);
  const host = await start({ compileCache: false, parallelLoading: true });
  await inService(host);

  const [pid] = host.enginePids();
  const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  const at = commandLine.indexOf('--load-format');
  expect(commandLine.slice(at, at + 4)).toEqual([
    '--load-format',
    'runai_streamer',
    '--model-loader-extra-config',
    '{"concurrency":16}',
  ]);
  expect(host.journal()).not.toContain('compiled code');
});
