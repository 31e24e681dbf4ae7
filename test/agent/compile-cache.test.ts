import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256Of } from '../../agent/io/artifact-bucket';
import { compileCacheKey, modelCompileCachePrefix } from '../../lib/contract/compile-cache';
import { engineFlags } from '../../lib/contract/engine-flags';
import { metricNames } from '../../lib/contract/metrics';
import { AgentHost, hostParameters } from '../support/agent-host';
import { compiledFile, tarOf, withCode } from '../support/compiled-code';
import { eventually } from '../support/engine-client';
import { type StoredWeights, storeWeights } from '../support/stored-weights';

/** Instances one after the other, or engines that start twice. */
const patience = 180_000;
const prefix = modelCompileCachePrefix(hostParameters.model);
const bothCompiled = Array(2).fill('compiled for tensor parallel 1');

let weights: StoredWeights;
const hosts: AgentHost[] = [];

beforeEach(async () => {
  weights = await storeWeights();
});
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  await weights.moto.stop();
});

async function start(parameters = {}): Promise<AgentHost> {
  const { s3Url, weightsManifest } = weights;
  const host = await AgentHost.start({
    s3Url,
    behaviour: { loadSeconds: 1, compileSeconds: 60 },
    parameters: { weightsManifest, compileCache: true, ...parameters },
  });
  hosts.push(host);
  return host;
}

/** Where the test's instances look for compiled code. */
const key = (): string =>
  compileCacheKey({
    ...hostParameters,
    weightsManifest: weights.weightsManifest,
    instanceType: 'g6e.2xlarge',
    flagsDigest: sha256Of(JSON.stringify(engineFlags(hostParameters))),
  });

const inService = (host: AgentHost): Promise<void> =>
  eventually(async () => (await host.ready()) === 200 && (await host.hooks()).includes('polyregion-launch CONTINUE'));

/** In service, and asked as the load balancer asks until it is registered and what follows from that is done. */
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

async function compileSeconds(host: AgentHost): Promise<unknown> {
  const points = await host.metric(metricNames.coldStartSeconds);
  return points.find(({ Dimensions }) => JSON.stringify(Dimensions).includes('"compile"'))?.Value;
}

describe('compiled code', () => {
  test(
    'of the first instance is kept, and a second one with an empty disk starts from it',
    async () => {
      const first = await start();
      await settled(first);
      expect(first.lines('no compiled code yet')).toHaveLength(1);
      expect(first.lines('compiled code kept')).toEqual([expect.objectContaining({ outcome: 'saved' })]);
      expect(await compileSeconds(first)).toBeGreaterThanOrEqual(60);
      expect(await weights.objects(prefix)).toEqual([key()]);

      const second = await start();
      await settled(second);

      expect(second.lines('compiled code restored')).toHaveLength(1);
      expect(compiledOf(second)).toEqual(bothCompiled);
      expect(await compileSeconds(second)).toBeLessThan(60);
      expect(second.lines('compiled code kept')).toEqual([expect.objectContaining({ outcome: 'there already' })]);
      expect(await weights.versions(prefix)).toBe(1);
    },
    patience,
  );

  test(
    'of two instances that compile at once is kept of one',
    async () => {
      const both = await Promise.all([start(), start()]);
      await Promise.all(both.map(settled));

      const outcomes = both.flatMap((host) => host.lines('compiled code kept')).map(({ outcome }) => outcome);
      expect(outcomes.sort()).toEqual(['saved', 'there already']);
      expect(await weights.versions(prefix)).toBe(1);
    },
    patience,
  );

  test('that is broken in the bucket costs its seconds and nothing more', async () => {
    await weights.putArchive(key(), tarOf(withCode('x'), 'vllm'), 'f'.repeat(64));

    const host = await start();
    await inService(host);

    expect(host.lines('compiled code not restored')).toEqual([
      expect.objectContaining({ problem: 'its bytes are not those that were written' }),
    ]);
    expect(compiledOf(host)).toEqual(bothCompiled);
  });

  test(
    'that ends an engine is thrown away before its next start',
    async () => {
      await weights.putArchive(key(), tarOf(withCode('of another compiler'), 'vllm'));

      const host = await start();
      await inService(host);

      expect(host.lines('compiled code restored')).toHaveLength(1);
      expect(host.lines('engine restarts').map(({ failures }) => failures)).toEqual([1, 1]);
      expect(compiledOf(host)).toEqual(bothCompiled);
    },
    patience,
  );
});

test('weights are loaded in parallel, and nothing is kept, where the model says so', async () => {
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
