import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fleetFolder, type Run } from '../support/cli';
import { runCommand } from '../support/run-command';
import { useSmallModel, weightsFolder } from '../support/weights-folder';

let folder = '';
let from = '';
let whole = '';

beforeAll(() => {
  folder = fleetFolder('fleets/chat.yaml', 'machineImages: {} # as it was\n');
  whole = weightsFolder(join(folder, 'whole'), 2048);
  useSmallModel(folder, 'whole/config.json');
  from = join(folder, 'weights');
});

beforeEach(() => {
  rmSync(from, { recursive: true, force: true });
  cpSync(whole, from, { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The endpoint has no listener, so the command must refuse bad input before it sends a request. */
const push = (...args: string[]): Promise<Run> =>
  runCommand(folder, ['artifacts', 'push', ...args], { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' });

const untouched = (): void =>
  expect(readFileSync(join(folder, 'fleet.lock.yaml'), 'utf8')).toBe('machineImages: {} # as it was\n');

describe('artifacts push fails, and sends nothing,', () => {
  test('on everything that is wrong with a folder at once', async () => {
    writeFileSync(join(from, 'pytorch_model.bin'), 'pickle');
    writeFileSync(join(from, 'modeling.py'), 'print()');
    rmSync(join(from, 'config.json'));
    rmSync(join(from, 'model-00002-of-00002.safetensors'));
    truncateSync(join(from, 'model-00001-of-00002.safetensors'), 1500);
    symlinkSync('/etc/hostname', join(from, 'vocab.json'));
    symlinkSync('tokenizer.json', join(from, 'tokenizer_config.json'));

    const { status, stdout, stderr } = await push('--model', 'llama-7b', '--from', from);

    expect(status).toBe(1);
    expect(stdout).toBe('');
    const errors = stderr.split('\n').filter((line) => line.startsWith('error '));
    expect(errors.map((line) => line.slice(6, line.indexOf(', got')).replace(`${from}/`, '')).sort()).toEqual([
      '--model: is no model of the fleet',
      'config.json: is missing',
      expect.stringMatching(/^model-00001-of-00002\.safetensors: is cut off, \d+ bytes of tensors are missing$/),
      'model-00002-of-00002.safetensors: is missing',
      'modeling.py: is code, and no code of a model runs on the fleet',
      'pytorch_model.bin: may be a pickle, which runs code when it is loaded',
      'vocab.json: is a link that leads outside the folder',
    ]);
    expect(stderr).toContain('artifacts push: nothing was sent');
    untouched();
  });

  test.each([
    ['an empty folder', () => mkdirSync(from), 'is empty'],
    ['no folder at all', () => undefined, 'is no folder'],
    [
      'a link in a circle',
      () => {
        mkdirSync(from);
        symlinkSync('.', join(from, 'again'));
      },
      'is a link to something else than a file',
    ],
  ])('on %s', async (_what, make, says) => {
    rmSync(from, { recursive: true });
    make();

    const { status, stderr } = await push('--model', 'llama-70b', '--from', from);

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    untouched();
  });

  test('on files that the engine reads before config.json, or beside it', async () => {
    writeFileSync(join(from, 'params.json'), JSON.stringify({ dim: 128, n_layers: 2, n_heads: 8, vocab_size: 16 }));
    // The workload asks for 8,192 + 1,024 tokens.
    writeFileSync(join(from, 'sentence_bert_config.json'), JSON.stringify({ max_seq_length: 9215 }));

    const { status, stderr } = await push('--model', 'llama-70b', '--from', from);

    expect(status).toBe(1);
    expect(stderr).toMatch(/params\.json: is of another model than was planned: dim differs, got 128, expected 64/);
    expect(stderr).toMatch(/sentence_bert_config\.json: .*max_seq_length, got 9215, expected at least 9216/);
    expect(stderr).toContain('artifacts push: nothing was sent');
    untouched();
  });

  test('on two images, and on one without a version', async () => {
    const { status, stderr } = await push('--image', 'vllm/vllm-openai', '--image-archive', from);

    expect(status).toBe(1);
    expect(stderr).toContain('error --image: and --image-archive name two images');
    expect(stderr).toContain('error --image: means another image tomorrow');
    untouched();
  });

  test('on a fleet file that is not there', async () => {
    const { status, stderr } = await push('--model', 'llama-70b', '--from', from, '--fleet', 'nowhere.yaml');

    expect(status).toBe(1);
    expect(stderr).toContain('does not exist, got "nowhere.yaml"');
  });

  test('when AWS cannot be reached, and says that it resumes', async () => {
    const { status, stderr } = await push('--model', 'llama-70b', '--from', from);

    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error us-east-1\.s3:GetObject: gave no answer for bucket assistant-111122223333-us-east-1-artifacts/m,
    );
    untouched();
  });
});
