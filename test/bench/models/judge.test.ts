import { describe, expect, test } from 'vitest';
import { judgeCase, judgeKnown } from '../../../bench/models/judge';
import { knownArchitecture } from '../../../lib/architecture/known-architecture';
import { parseConfig } from '../../../lib/architecture/parse-config';
import { type KnownModel, publishedModel } from '../../../lib/catalogue/known-models';

const llama = publishedModel('meta-llama/Llama-3.1-8B-Instruct') as KnownModel;
const parsed = knownArchitecture(llama);
const case8b = { file: 'a.json', tensorParallel: 1, byHand: '32 × 8 × 256 × 2' };

describe('a known model', () => {
  test('is right where sizes and cache are those that are published', () => {
    expect(judgeKnown(llama, parsed, 131_072)).toMatchObject({ outcome: 'right', why: '' });
  });

  test.each([
    { what: 'another cache', model: llama, cache: 131_073, why: '131072 bytes a token, expected 131073' },
    { what: 'other files', model: { ...llama, filesGB: 8 }, cache: 131_072, why: 'files are off by' },
    { what: 'other parameters', model: { ...llama, parametersBillion: 7 }, cache: 131_072, why: '7 counted' },
  ])('is wrong with $what', ({ model, cache, why }) => {
    expect(judgeKnown(model, parsed, cache)).toMatchObject({ outcome: 'wrong', why: expect.stringContaining(why) });
  });

  test('is refused where its config is', () => {
    expect(judgeKnown(llama, parseConfig({ model_type: 'zeta' }), 131_072).outcome).toBe('refused');
  });
});

describe('a config that was once planned wrong', () => {
  test.each([
    { expected: 131_072, outcome: 'right' },
    { expected: 131_071, outcome: 'wrong' },
    { expected: 'refused', outcome: 'wrong' },
  ] as const)('with $expected expected is $outcome', ({ expected, outcome }) => {
    expect(judgeCase({ ...case8b, expected }, parsed).outcome).toBe(outcome);
  });

  test('is wrong where it is refused and should be planned, and refused where it should be', () => {
    const refused = parseConfig({ model_type: 'zeta' });

    expect(judgeCase({ ...case8b, expected: 131_072 }, refused).outcome).toBe('wrong');
    expect(judgeCase({ ...case8b, expected: 'refused' }, refused).outcome).toBe('refused');
  });

  test('is wrong with another context', () => {
    expect(judgeCase({ ...case8b, expected: 131_072, contextTokens: 8192 }, parsed).outcome).toBe('wrong');
  });
});
