import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compiledCodeFolder } from '../../../lib/contract/compile-cache';
import { type Simulator, startSimulator } from '../../support/simulators';

let cache: string;
let engine: Simulator | undefined;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'engine-cache-'));
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
  rmSync(cache, { recursive: true, force: true });
});

const start = async (...flags: string[]): Promise<Simulator> => {
  const behaviour = JSON.stringify({ loadSeconds: 0, compileSeconds: 30, timeFactor: 0.01 });
  const args = ['serve', '/weights', '--port', '0', '--tensor-parallel-size', '2', '--behaviour', behaviour, ...flags];
  engine = await startSimulator('engine', args, { VLLM_CACHE_ROOT: join(cache, 'vllm') });
  return engine;
};

const seconds = (of: Simulator): number =>
  Number(/torch\.compile took ([\d.]+) s in total/.exec(of.log())?.[1] ?? Number.NaN);
const compiled = (rank: number): string =>
  join(cache, compiledCodeFolder, `0123456789/rank_${rank}_0/backbone/vllm_compile_cache.py`);

describe('the test engine, told where to keep compiled code', () => {
  test('compiles at its first start, for every rank, and not at its second', async () => {
    expect(seconds(await start())).toBeGreaterThanOrEqual(30);
    expect([0, 1, 2].map((rank) => existsSync(compiled(rank)))).toEqual([true, true, false]);
    await engine?.stop();

    expect(seconds(await start())).toBeLessThan(30);
  });

  test('ends with status 1 where the code is none of its own', async () => {
    await start();
    await engine?.stop();
    writeFileSync(compiled(1), readFileSync(compiled(1), 'utf8').slice(1));

    expect(await start().then(String, String)).toContain('ended with 1 ');
  });
});

test('a loader is told only what it takes', async () => {
  const extra = ['--model-loader-extra-config', '{"concurrency":16}'];
  await start('--load-format', 'runai_streamer', ...extra);
  await engine?.stop();
  engine = undefined;

  expect(await start(...extra).then(String, String)).toContain('argument --model-loader-extra-config: unexpected');
});
