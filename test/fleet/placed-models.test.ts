import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, load } from '../support/fleets';

/** The chat fleet with another model entry. */
function withModel(entry: string): string {
  const [before] = edit(chatFleetText(), 'model: llama-70b', 'model: m').split('models:\n');
  const [, access] = chatFleetText().split('\naccess:');
  return `${before}models:\n  - { name: m, ${entry} }\naccess:${access}`;
}

const modelOf = (entry: string) => load(withModel(entry)).fleet?.models[0];
const errors = (entry: string) => load(withModel(entry)).findings.filter(({ level }) => level === 'error');

describe('a model that says neither layout nor types', () => {
  const model = modelOf('model: Qwen/Qwen3-32B');

  test('is served by the cheapest type that both regions offer in two zones and that has room for eight requests', () => {
    // 61 GiB of weights and eight sequences of 9,216 tokens of 256 KiB each: 79 GiB and what the engine takes, of 96 GiB
    expect(model).toMatchObject({ tensorParallel: 1, instanceTypes: ['g7e.2xlarge'], layoutField: 'model' });
  });

  test('says so, and keeps the other places', () => {
    expect(model?.derived).toMatchObject({
      layout: true,
      instanceTypes: true,
      reason: expect.stringContaining('hold 8 sequences of 9216 tokens'),
    });
    expect(model?.derived?.candidates).toContainEqual({
      layout: { tensorParallel: 2 },
      instanceTypes: ['p5.48xlarge'],
    });
  });
});

test.each([
  // one H100 holds the weights, and no eight requests beside them
  ['model: Qwen/Qwen3-32B, instanceTypes: [p5.48xlarge]', { tensorParallel: 2, instanceTypes: ['p5.48xlarge'] }],
  // eight GPUs would cut the blocks of FP8 experts: 1,536 ÷ 8 = 192
  [
    'model: Qwen/Qwen3-235B-A22B-FP8, instanceTypes: [p5en.48xlarge], tensorParallel: 4',
    { tensorParallel: 4, layoutField: 'tensorParallel' },
  ],
  [
    'model: deepseek-ai/DeepSeek-R1, instanceTypes: [p5en.48xlarge], parallel: { data: 8, expert: true }',
    { tensorParallel: 1, dataParallel: 8, expertParallel: true, layoutField: 'parallel' },
  ],
])('%s is taken as stated, and the rest derived', (entry, place) => {
  expect(modelOf(entry)).toMatchObject(place);
});

describe('fails', () => {
  test('without a config.json from which a place could be derived', () => {
    const sizes =
      'weights: x/y, parametersBillion: 8, precision: fp8, layers: 32, kvHeads: 8, headDimension: 128, contextTokens: 131072';

    expect(errors(sizes)).toMatchObject([
      { path: 'models[0].tensorParallel', message: expect.stringContaining('is missing') },
      { path: 'models[0].instanceTypes', message: expect.stringContaining('is missing') },
    ]);
  });

  test('where no type of the regions holds the model, and says that several instances are not planned yet', () => {
    expect(errors('model: deepseek-ai/DeepSeek-R1, instanceTypes: [p5.48xlarge]')).toMatchObject([
      {
        path: 'models[0].model',
        message: expect.stringContaining(
          'is not stated, and cannot be derived: no layout on p5.48xlarge holds 1 sequence of 9216 tokens',
        ),
      },
    ]);
  });
});
