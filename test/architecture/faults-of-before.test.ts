import { describe, expect, test } from 'vitest';
import { totalParameters } from '../../lib/architecture/parameters';
import { parseConfig } from '../../lib/architecture/parse-config';
import { startRefusals } from '../../lib/architecture/start-refusals';
import { disagreements } from '../../lib/architecture/stated-sizes';
import { possibleTasks } from '../../lib/architecture/task';
import { cache, parsed } from './parsed';
import * as configs from './short-configs';

/** Each of these was planned in silence as something else. */
describe('what was planned wrong', () => {
  test('a latent is kept once for each token, on every GPU: 61 layers × (512 + 64) × 2 bytes', () => {
    expect(cache(configs.deepseekR1, { tensorParallel: 8 }).bytesPerToken.value).toBe(70272);
    expect(cache(configs.deepseekR1, { tensorParallel: 1 }).bytesPerToken.value).toBe(70272);
  });

  test('layers that do not attend to the whole sequence keep a constant: 12 of 48 and 18 of 36 grow', () => {
    expect(cache(configs.qwen3Next, { tensorParallel: 1 }).bytesPerToken.value).toBe(24576);
    expect(cache(configs.gptOss120b, { tensorParallel: 1 }).bytesPerToken.value).toBe(36864);
    expect(cache(configs.qwen3Next, { tensorParallel: 1 }).bytesPerSequence.value).toBeGreaterThan(0);
    expect(cache(configs.gptOss120b, { tensorParallel: 1 }).bytesPerSequence.value).toBeGreaterThan(0);
  });

  test('four KV heads on eight GPUs are copied: each keeps one, together 385,024 bytes a token', () => {
    expect(8 * cache(configs.qwen3With235b, { tensorParallel: 8 }).bytesPerToken.value).toBe(385024);
    expect(4 * cache(configs.qwen3With235b, { tensorParallel: 4 }).bytesPerToken.value).toBe(192512);
  });

  test('28 attention heads do not divide among eight GPUs', () => {
    const [refusal] = startRefusals(parsed(configs.qwen25With7b), { tensorParallel: 8 });

    expect(refusal?.problem).toContain('Total number of attention heads must be divisible by tensor parallel size');
    expect(refusal?.got).toBe('28 on 8 GPUs');
    expect(startRefusals(parsed(configs.qwen25With7b), { tensorParallel: 4 })).toEqual([]);
  });

  test('experts of 768 on four GPUs cut blocks of 128, and whole experts do not', () => {
    const [refusal] = startRefusals(parsed(configs.qwen3With30b), { tensorParallel: 4 });

    expect(refusal?.problem).toContain('= 192 is not divisible by weight quantization block_n = 128');
    expect(startRefusals(parsed(configs.qwen3With30b), { tensorParallel: 4, expertParallel: true })).toEqual([]);
    expect(startRefusals(parsed(configs.qwen3With30b), { tensorParallel: 2 })).toEqual([]);
  });

  test('sizes under text_config are read, and Llama 4 is charged for all its layers', () => {
    expect(cache(configs.llama4Scout, { tensorParallel: 8 }).bytesPerToken.value).toBe((48 * 8 * 2 * 128 * 2) / 8);
    expect(parsed(configs.llama4Scout).hasTower).toBe(true);
  });

  test('stated parameters ten times too few, and a precision that the checkpoint does not hold, are errors', () => {
    const llama = parsed(configs.llama31With70b);

    expect(totalParameters(llama).value).toBeCloseTo(70.55, 2);
    expect(disagreements(llama, { parametersBillion: 70.6 })).toEqual([]);
    expect(disagreements(llama, { parametersBillion: 7.06 })).toMatchObject([{ level: 'error', got: 7.06 }]);
    expect(disagreements(llama, { precision: 'fp4' })).toMatchObject([{ level: 'error', field: 'precision' }]);
    expect(disagreements(parsed(configs.deepseekR1), { precision: 'fp4', parametersBillion: 671 })).toMatchObject([
      { level: 'error', field: 'precision', expected: 'fp8 (quant_method fp8)' },
    ]);
  });

  test('fails on a hidden size that is not a multiple of the heads, without a head dimension', () => {
    const { faults } = parseConfig({ ...configs.qwen25With7b, num_attention_heads: 29 });

    expect(faults).toMatchObject([{ path: ['num_key_value_heads'] }, { path: ['hidden_size'], got: 3584 }]);
  });

  test('a ranker ranks, and two of its positions are padding', () => {
    const ranker = parsed(configs.bgeReranker);

    expect(ranker.task).toBe('rerank');
    expect(possibleTasks(ranker)).toEqual(['rerank']);
    expect(ranker.context.longestTokens).toBe(8192);
    expect(cache(configs.bgeReranker, { tensorParallel: 1 }).bytesPerToken.value).toBe(0);
  });

  test('YaRN of factor 4 over 32,768 reaches 131,072, once the engine is told', () => {
    const { context } = parsed({
      ...configs.qwen25With7b,
      rope_scaling: { type: 'yarn', factor: 4.0, original_max_position_embeddings: 32768 },
    });

    expect(context.longestTokens).toBe(131072);
    expect(context.engineOverrides).toEqual({ max_position_embeddings: 131072 });
  });

  test('a config with experts that names a dense family is refused', () => {
    const { faults } = parseConfig({ ...configs.llama31With70b, num_local_experts: 16 });

    expect(faults).toMatchObject([{ path: ['num_local_experts'], problem: expect.stringContaining('experts') }]);
  });

  test('an unknown architecture names itself, and the way on', () => {
    const { faults } = parseConfig({ ...configs.llama31With70b, model_type: 'zeta' });

    expect(faults).toMatchObject([
      {
        path: ['model_type'],
        got: 'zeta',
        fix: expect.stringContaining('memory: { weightsGiBPerGpu, kvBytesPerTokenPerGpu'),
      },
    ]);
  });

  test('a text model that holds another one is refused for that, and not as an unknown model', () => {
    const { model_type, ...inner } = configs.llama31With70b;
    const { faults } = parseConfig({ model_type, text_config: inner });

    expect(faults).toMatchObject([
      {
        path: ['text_config'],
        problem: 'stands inside of a model whose model_type, llama, is that of a text model by itself',
      },
    ]);
  });

  test('a class of another model is refused, since the engine goes by the class: MiMo-V2 as Qwen 2', () => {
    const disguised = { ...configs.qwen25With7b, architectures: ['MiMoV2FlashForCausalLM'] };

    expect(parseConfig(disguised).faults).toMatchObject([
      { path: ['architectures'], problem: expect.stringContaining('names a class of another model') },
    ]);
    expect(parseConfig({ ...configs.qwen25With7b, architectures: ['Qwen2ForCausalLM'] }).faults).toBeUndefined();
    expect(parseConfig({ ...configs.qwen25With7b, architectures: ['Qwen2ForRewardModel'] }).faults).toBeUndefined();
  });

  test('a way of scaling positions that the engine does not have is refused', () => {
    const unknown = { ...configs.qwen25With7b, rope_scaling: { rope_type: 'ntk-magic', factor: 4 } };

    expect(parseConfig(unknown).faults).toMatchObject([
      {
        path: ['rope_scaling', 'rope_type'],
        got: 'ntk-magic',
        problem: expect.stringContaining('Unknown RoPE scaling type'),
      },
    ]);
  });
});
