import { describe, expect, test } from 'vitest';
import { edit, load, planOf } from '../support/fleets';
import { readText } from '../support/project-root';

const vision = readText('fleets/vision.yaml');
const withSetting = (setting: string): string => edit(vision, '    engine:\n', `    engine:\n      ${setting}\n`);
const said = (text: string): (readonly [string, string])[] =>
  planOf(text)
    .findings.filter(({ path }) => path.includes('.engine'))
    .map(({ path, message }) => [path, message] as const);

const weights = (text: string): number => planOf(text).plan?.workloads[0]?.types[0]?.fit.weightsGiB.value ?? 0;

describe('a setting of the engine', () => {
  test.each([
    [
      'speculativeDecoding: { method: ngram, tokens: 3 }',
      'speculativeDecoding',
      'changes memory (draft) and the speed of decode',
    ],
    ['enforceEager: true', 'enforceEager', 'changes the speed of decode'],
    ['maxBatchedTokens: 4096', 'maxBatchedTokens', 'changes the speed of prefill and decode'],
    [
      'attentionBackend: FLASHINFER',
      'attentionBackend',
      'changes memory (by how much is unknown) and the speed of prefill and decode',
    ],
  ])('%s is said to change what the plan does not count', (setting, name, says) => {
    expect(said(withSetting(setting))).toEqual([
      [`models[0].engine.${name}`, expect.stringContaining(`${says}, which the plan does not count`)],
    ]);
  });

  test.each(['reasoningParser: qwen3', 'generationDefaults: model', 'enforceEager: false', 'loraAdapters: []'])(
    '%s needs no word',
    (setting) => {
      expect(said(withSetting(setting))).toEqual([]);
    },
  );
});

describe('memory', () => {
  test('of adapters is reserved for each, at the largest rank, by hand', () => {
    const adapter = (name: string, rank: number) => `{ name: ${name}, rank: ${rank}, sha256: "${'a'.repeat(64)}" }`;
    const text = withSetting(`loraAdapters: [${adapter('legal', 20)}, ${adapter('sales', 8)}]`);

    // Qwen2.5-7B: 28 layers of q (3584 + 3584), k and v (3584 + 512 each), o (3584 + 3584), gate and up (3584 + 18944 each) and
    // down (18944 + 3584) = 28 × (2 × 7168 + 2 × 4096 + 3 × 22528) = 2,523,136; rank 20 is served in room for 32.
    expect(weights(text) - weights(vision)).toBeCloseTo((2 * 32 * 2_523_136 * 2) / 2 ** 30, 6);
    expect(said(text)).toMatchObject([['models[0].engine.loraAdapters', expect.stringContaining('the speed of')]]);
  });

  test('of towers is free where the engine serves text alone', () => {
    const text = edit(withSetting('languageModelOnly: true'), '    maxImages: 4\n', '');

    expect(load(text).findings.filter(({ level }) => level === 'error')).toEqual([]);
    // The tower of Qwen2.5-VL-7B has 0.677 × 10⁹ parameters of two bytes.
    expect(weights(vision) - weights(text)).toBeCloseTo((0.677e9 * 2) / 2 ** 30, 2);
  });
});
