import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../lib/contract/findings';
import { chatFleetText, edit, load, planOf } from '../../support/fleets';
import { readText } from '../../support/project-root';

const messages = (findings: readonly Finding[], path: string): string[] =>
  findings.filter((finding) => finding.path === path).map(({ level, message }) => `${level} ${message}`);

const types = 'instanceTypes: [p5.48xlarge, p5en.48xlarge]';
const onA100 = edit(chatFleetText(), types, 'instanceTypes: [p4de.24xlarge]');

/** The small fleet on a T4, whose weights are of `precision`. */
const onT4 = (precision: string, further = ''): string =>
  edit(
    edit(readText('fleets/small-team.yaml'), 'precision: fp8', `precision: ${precision}`),
    'instanceTypes: [g6e.2xlarge, g6e.4xlarge]',
    `instanceTypes: [g4dn.12xlarge]${further}`,
  )
    .replace('tensorParallel: 1', 'tensorParallel: 4')
    .replace('serving: 5000', 'serving: 50000');

test('FP8 on an A100 saves memory alone, and the finding says so', () => {
  expect(messages(load(onA100).findings, 'models[0].instanceTypes[0]')).toContainEqual(
    expect.stringContaining(
      'warning keeps fp8 weights as they are and computes in 16 bits: the A100 has no fp8 arithmetic, so they save memory but no computing time',
    ),
  );
});

test.each(['fleets/chat.yaml', 'fleets/eu-sovereign.yaml'])('FP8 on the GPUs of %s is native: no finding', (path) => {
  expect(load(readText(path)).findings.filter(({ message }) => message.includes('16 bits'))).toEqual([]);
});

test('an A100 keeps an FP8 cache, a T4 does not, and the finding names the smallest change', () => {
  const cache = 'tensorParallel: 4\n    kvPrecision: fp8';
  expect(messages(load(edit(onA100, 'tensorParallel: 4', cache)).findings, 'models[0].kvPrecision')).toEqual([]);

  expect(messages(load(onT4('fp8', ', kvPrecision: fp8')).findings, 'models[0].kvPrecision')).toEqual([
    // lib/catalogue/data/prices.json, us-east-2, four GPUs: g6.12xlarge 4.6016, g5.12xlarge 5.672
    'error cannot be kept on a T4: no attention kernel of the engine takes it below compute capability 8, got "fp8", expected a cache of 16 bits on g4dn.12xlarge; leave kvPrecision out, or take g6.12xlarge (4 L4, 4.6016 USD/h in us-east-2)',
  ]);
});

test('a T4 computes in fp16, and its engines are told so', () => {
  const { findings } = load(onT4('bf16'));

  expect(messages(findings, 'models[0].instanceTypes[0]')).toContainEqual(
    expect.stringContaining(
      'warning has no bf16: every engine of the model computes and keeps its cache in fp16 instead',
    ),
  );
  expect(planOf(onT4('bf16')).plan?.models[0]?.kvPrecision).toBe('fp16');
});

test('a T4 refuses MXFP4, the format of gpt-oss', () => {
  const { findings } = load(
    edit(
      onT4('bf16'),
      'name: llama-8b, weights: meta-llama/Llama-3.1-8B-Instruct, parametersBillion: 8.03, precision: bf16, layers: 32, kvHeads: 8,\n      headDimension: 128, contextTokens: 131072,',
      'model: openai/gpt-oss-20b, name: llama-8b,',
    ),
  );

  expect(messages(findings, 'models[0].instanceTypes[0]')).toContainEqual(
    expect.stringContaining(
      'error cannot run mxfp4 weights: the T4 has compute capability 7.5, got "g4dn.12xlarge", expected compute capability 8 or higher; take g6.12xlarge',
    ),
  );
});

test('a T4 refuses a model that loses accuracy in fp16', () => {
  const { findings } = load(
    edit(
      onT4('bf16'),
      'name: llama-8b, weights: meta-llama/Llama-3.1-8B-Instruct, parametersBillion: 8.03, precision: bf16, layers: 32, kvHeads: 8,\n      headDimension: 128, contextTokens: 131072,',
      'model: google/gemma-2-27b-it, name: llama-8b,',
    ),
  );

  expect(messages(findings, 'models[0].instanceTypes[0]')).toContainEqual(
    expect.stringContaining('error cannot run gemma2: the T4 has no bf16'),
  );
});

describe('a checkpoint that was calibrated for a cache in fp8', () => {
  const small = readText('fleets/small-team.yaml');
  const start = small.indexOf('  - { name: llama-8b');
  const entry = small.slice(start, small.indexOf('\naccess:'));
  const calibrated = (further = ''): string[] => {
    const text = edit(
      small,
      entry,
      `  - { name: llama-8b, model: nvidia/Qwen3.6-27B-NVFP4, tensorParallel: 1, instanceTypes: [p6-b200.48xlarge]${further} }\n`,
    );
    return messages(load(text).findings, 'models[0].kvPrecision');
  };

  // Its quantization_config has kv_cache_scheme: { type: float, num_bits: 8, dynamic: false }.
  test('is kept in 16 bits with a word, since the engine is told the planned format', () => {
    expect(calibrated()).toEqual([
      'warning keeps the cache in 16 bits, though the checkpoint was calibrated for one in fp8: it holds half as many tokens, got "bf16", expected fp8, for which the checkpoint brings scales; set kvPrecision: fp8, or keep 16 bits on purpose: the engine is told so',
    ]);
  });

  test('is kept in fp8 without a word', () => {
    expect(calibrated(', kvPrecision: fp8')).toEqual([]);
  });
});
