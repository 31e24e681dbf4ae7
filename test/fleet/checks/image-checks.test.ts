import { describe, expect, test } from 'vitest';
import { edit, load } from '../../support/fleets';
import { readText } from '../../support/project-root';

const vision = readText('fleets/vision.yaml');
const faults = (text: string) => load(text).findings.filter(({ level }) => level === 'error');

test('the engine takes as many images as the workload with the most of them, and no video', () => {
  expect(load(vision).fleet?.models[0]?.engine.limitPerPrompt).toEqual({ image: 4, video: 0 });
});

test('what the fleet file says of the engine stays', () => {
  const text = edit(vision, '    engine:\n', '    engine:\n      limitPerPrompt: { image: 6, video: 1 }\n');

  expect(load(text).fleet?.models[0]?.engine.limitPerPrompt).toEqual({ image: 6, video: 1 });
});

describe('images fail', () => {
  test.each([
    [
      'that the engine is told to refuse',
      'limitPerPrompt: { image: 3 }',
      'at most 3, as models[0].engine.limitPerPrompt.image says',
    ],
    [
      'of a model without its tower',
      'languageModelOnly: true',
      'at most 0, as models[0].engine.languageModelOnly says',
    ],
  ])('%s', (_what, setting, says) => {
    expect(faults(edit(vision, '    engine:\n', `    engine:\n      ${setting}\n`))).toMatchObject([
      { path: 'workloads[0].maxImages', message: expect.stringContaining(says) },
    ]);
  });

  test.each([
    ['model: Qwen/Qwen2.5-7B-Instruct', 'asks for images, which qwen-vl does not read'],
    [
      'weights: Qwen/Qwen2.5-VL-7B-Instruct\n    parametersBillion: 8.29\n    precision: bf16\n    layers: 28\n    kvHeads: 4\n    headDimension: 128\n    contextTokens: 128000',
      'cannot be planned: what qwen-vl does with an image follows from its config.json',
    ],
  ])('of a model that is given as %j', (model, says) => {
    expect(faults(edit(vision, 'model: Qwen/Qwen2.5-VL-7B-Instruct', model))).toMatchObject([
      { path: 'workloads[0].maxImages', message: expect.stringContaining(says) },
    ]);
  });
});
