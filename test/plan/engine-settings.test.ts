import { describe, expect, test } from 'vitest';
import type { Plan } from '../../lib/plan/plan';
import { engineSettingsTable } from '../../lib/tables/capacity/engine-settings';
import { figuresOf } from '../../lib/tables/cells';
import { edit, planOf, validPlan } from '../support/fleets';
import { readText } from '../support/project-root';

const vision = readText('fleets/vision.yaml');

/** Qwen2.5-VL-7B on L40S with settings of several kinds, planned once. */
const withSettings = edit(
  vision,
  '    engine:\n',
  `    kvPrecision: fp8
    engine:
      loraAdapters: [{ name: legal, rank: 20, sha256: "${'a'.repeat(64)}" }]
      speculativeDecoding: { method: ngram, tokens: 3 }
      maxBatchedTokens: 16384
      enforceEager: true
      attentionBackend: FLASHINFER
`,
);
const plan = planOf(withSettings).plan as Plan;
const settings = plan.models[0]?.settings ?? [];
const of = (name: string) => settings.find(({ setting }) => setting === name);
const memory = (name: string): number | string => {
  const found = of(name)?.memory;
  return typeof found === 'object' ? found.value : String(found);
};

describe('what settings change is planned', () => {
  test('in GiB of each GPU, by hand', () => {
    // 28 layers × (2 × 7168 + 2 × 4096 + 3 × 22528) inputs and outputs = 2,523,136; rank 20 is served in room for 32, in 2 bytes.
    expect(memory('loraAdapters')).toBeCloseTo((32 * 2_523_136 * 2) / 2 ** 30, 6);
    // The tower has 0.677 × 10⁹ parameters of two bytes.
    expect(memory('towers')).toBeCloseTo((0.677e9 * 2) / 2 ** 30, 2);
    expect(memory('speculativeDecoding')).toBe(0);
    // The logs of engines have graphs of 0.3 to 0.6 GiB and more, which are free without them.
    expect(memory('enforceEager')).toBeLessThan(-0.2);
    // 28 layers × 2 × 4 heads × 128 × (1 − 2) bytes.
    expect(memory('kvPrecision')).toBe(-28 * 2 * 4 * 128);
    expect(memory('attentionBackend')).toBe('unknown');
  });

  test('of more tokens in a batch, where they decide the peak of activations', () => {
    expect(memory('maxBatchedTokens')).toBeGreaterThanOrEqual(0);
    expect(of('maxBatchedTokens')?.value).toBe('16384');
  });

  test('as unknown where no measurement says how fast the engine is with it, and never as nothing', () => {
    expect(settings.map(({ setting, throughput }) => [setting, throughput])).toEqual([
      ['loraAdapters', 'unknown'],
      ['limitPerPrompt', 'unknown'],
      ['speculativeDecoding', 'unknown'],
      ['maxBatchedTokens', 'unknown'],
      ['enforceEager', 'unknown'],
      ['attentionBackend', 'unknown'],
      ['kvPrecision', 'counted'],
      ['towers', 'unknown'],
    ]);
  });

  test('with its origin, in a table', () => {
    const { rows } = engineSettingsTable(plan);

    expect(rows).toHaveLength(settings.length);
    expect(
      rows
        .flat()
        .flatMap(figuresOf)
        .map(({ origin }) => origin),
    ).toEqual(['derived', 'assumed', 'derived', 'derived', 'derived', 'derived']);
    expect(rows.find(([, setting]) => setting === 'attentionBackend')).toEqual([
      plan.models[0]?.name,
      'attentionBackend',
      'FLASHINFER',
      'unknown',
      'of prefill and decode, unknown',
      expect.any(String),
    ]);
  });
});

test('a model without such settings has none', () => {
  expect(validPlan().models.flatMap(({ settings: found = [] }) => found)).toEqual([]);
});
