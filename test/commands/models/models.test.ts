import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publishedModel, publishedModels } from '../../../lib/catalogue/known-models';
import { fleetFolder, type Run } from '../../support/cli';
import { runCommand } from '../../support/run-command';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyregion-models-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Run> => runCommand(folder, ['models', ...args]);

const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

describe('models', () => {
  test.each(['list', 'show', 'add'])('%s --help shows an example', async (command) => {
    expect((await run(command, '--help')).stdout).toMatch(/Example:\n {2}\$ npx polyregion models/);
  });

  test('lists every known model with licence and gating, in 80 columns', async () => {
    const { status, stdout } = await run();

    expect(status).toBe(0);
    expect(stdout).toContain(`${publishedModels.length} of ${publishedModels.length} known models`);
    expect(stdout).toMatch(
      /meta-llama\/Llama-3\.1-8B-Instruct\n {2}generate · 8\.03 × 10⁹ parameters · .*\n? *.*gated/,
    );
    expect(longest(stdout)).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain(String.fromCharCode(27));
  });

  test('searches by several words in any case, also for programs', async () => {
    const { stdout } = await run('QWEN3', 'fp8', '--json');
    const ids = JSON.parse(stdout).models.map(({ id }: { id: string }) => id);

    expect(ids).toEqual(['Qwen/Qwen3-32B-FP8', 'Qwen/Qwen3-235B-A22B-FP8']);
    expect(JSON.parse(stdout).models[0]).toMatchObject({
      licence: 'apache-2.0',
      weights: 'fp8',
      contextTokens: 40_960,
    });
  });

  test('fails where no id has the words, and says what to do', async () => {
    const { status, stderr } = await run('zeta');

    expect(status).toBe(1);
    expect(stderr).toContain('npx polyregion models add PATH');
  });
});

describe('models show', () => {
  test('names the layouts that start where the asked one does not: 28 heads on 8 GPUs', async () => {
    const { stdout } = await run('show', 'Qwen/Qwen2.5-7B-Instruct', '--tensor-parallel', '8');

    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('--tensor-parallel 4; --tensor-parallel 2; --tensor-parallel 1');
  });

  test('explains the memory of one GPU down to what the cache keeps, in 80 columns', async () => {
    const { stdout } = await run('show', 'openai/gpt-oss-120b', '--tensor-parallel', '2');
    const text = stdout.replace(/\s+/g, ' ');

    // 18 layers × 4 heads × (64 + 64) × 2 bytes
    expect(text).toContain('18,432 bytes/token, derived: 18 layers × 1,024 bytes (keys and values of 4 of 8 heads');
    expect(text).toContain('a window of 128 tokens in whole blocks');
    expect(text).toContain('licence apache-2.0');
    // The commit and the path of a source are longer words, which are not broken.
    expect(longest(stdout.replace(/\S{50,}/g, ''))).toBeLessThanOrEqual(80);
  });

  test('gives the same for programs, of the file of a mirror too', async () => {
    writeFileSync(join(folder, 'config.json'), JSON.stringify(publishedModel('Qwen/Qwen3-32B')?.config));
    const known = JSON.parse((await run('show', 'Qwen/Qwen3-32B', '--json')).stdout);
    const mirror = JSON.parse((await run('show', '.', '--json')).stdout);

    expect(known.memory.cache.bytesPerToken.value).toBe(64 * 8 * 256 * 2);
    expect(known.serving).toMatchObject({ tensorParallel: 1, type: 'p5.48xlarge', sequenceTokens: 8192 });
    expect(mirror.memory).toEqual(known.memory);
  });

  test.each([
    { what: 'an unknown id, with the nearest', args: ['Qwen/Qwen3-33B'], says: 'did you mean Qwen/Qwen3-32B?' },
    {
      what: 'an unknown type',
      args: ['Qwen/Qwen3-32B', '--instance-type', 'p5.48xlrge'],
      says: 'did you mean p5.48xlarge?',
    },
    {
      what: 'more GPUs than a type has',
      args: ['Qwen/Qwen3-32B', '--instance-type', 'g6e.xlarge', '--tensor-parallel', '2'],
      says: 'at most 1',
    },
    {
      what: 'more tokens than the context has',
      args: ['Qwen/Qwen3-32B', '--tokens', '131072'],
      says: 'a whole number from 1 to 40960',
    },
    { what: 'a length that is no number', args: ['Qwen/Qwen3-32B', '--tokens', '8k'], says: '--tokens: is no length' },
  ])('fails on $what', async ({ args, says }) => {
    const { status, stdout, stderr } = await run('show', ...args);

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });

  test('explains a layout with copies of the attention', async () => {
    const layout = ['--instance-type', 'p5en.48xlarge', '--data-parallel', '8', '--expert-parallel'];
    const { stdout } = await run('show', 'deepseek-ai/DeepSeek-R1', ...layout);

    expect(stdout).toContain(
      'Memory of each of 8 H200 (p5en.48xlarge), tensor parallel 1, data parallel 8, expert parallel',
    );
    expect(stdout).toContain('344 sequences, derived: 8 copies of the attention ×');
  });

  test('fails on an architecture that is not known, and names it', async () => {
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ model_type: 'zeta', hidden_size: 64 }));
    const { status, stderr } = await run('show', 'config.json');

    expect(status).toBe(1);
    expect(stderr).toContain('got "zeta"');
  });
});

describe('models add', () => {
  const fleet = (): string => readFileSync(join(folder, 'fleet.yaml'), 'utf8');

  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    folder = fleetFolder('fleets/chat.yaml');
  });

  test('prints an entry that is complete', async () => {
    expect((await run('add', 'Qwen/Qwen3-32B', '--instance-types', 'p5.48xlarge')).stdout).toBe(
      '  - { model: Qwen/Qwen3-32B, tensorParallel: 2, instanceTypes: [p5.48xlarge] }\n',
    );
  });

  test('writes it after the last model and leaves every other byte', async () => {
    const before = fleet();
    const { status, stdout } = await run(
      'add',
      'Qwen/Qwen3-32B',
      '--instance-types',
      'p5.48xlarge',
      '--fleet',
      'fleet.yaml',
    );

    expect(status).toBe(0);
    expect(stdout).toContain('name it in a workload');
    expect(fleet()).toBe(
      before.replace(
        '    instanceTypes: [p5.48xlarge, p5en.48xlarge]\n',
        '    instanceTypes: [p5.48xlarge, p5en.48xlarge]\n  - { model: Qwen/Qwen3-32B, tensorParallel: 2, instanceTypes: [p5.48xlarge] }\n',
      ),
    );
  });

  test('makes an entry from a config.json, with its path as the fleet file reads it', async () => {
    writeFileSync(join(folder, 'config.json'), JSON.stringify(publishedModel('Qwen/Qwen3-32B')?.config));
    const { stdout } = await run('add', 'config.json', '--weights', 'mine/tuned', '--instance-types', 'p5.48xlarge');

    expect(stdout).toBe(
      '  - { name: tuned, weights: mine/tuned, config: config.json, tensorParallel: 2, instanceTypes: [p5.48xlarge] }\n',
    );
  });

  test.each([
    { what: 'an unknown model', args: ['zeta/zeta'], says: 'is neither a known model nor a file' },
    {
      what: 'a type that does not exist',
      args: ['Qwen/Qwen3-32B', '--instance-types', 'p9.48xlarge', '--tensor-parallel', '2'],
      says: 'p9.48xlarge',
    },
    { what: 'a name that is taken', args: ['Qwen/Qwen3-32B', '--name', 'llama-70b'], says: 'is taken' },
  ])('fails on $what, and changes nothing', async ({ args, says }) => {
    const before = fleet();
    const { status, stderr } = await run('add', ...args, '--fleet', 'fleet.yaml');

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).toContain('nothing was written');
    expect(fleet()).toBe(before);
  });

  test('fails on a config.json without the id of its weights', async () => {
    writeFileSync(join(folder, 'config.json'), JSON.stringify(publishedModel('Qwen/Qwen3-32B')?.config));

    expect((await run('add', 'config.json')).stderr).toContain('--weights: is missing');
  });
});
