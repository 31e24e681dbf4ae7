import { expect, test } from 'vitest';
import { modelAnswer, modelChoices } from '../../../lib/commands/init/model-answer';

test.each([
  ['Qwen/Qwen3-32B', 'Qwen/Qwen3-32B'],
  ['qwen3-32b', 'Qwen/Qwen3-32B'],
  ['qwen3 32b fp8', 'Qwen/Qwen3-32B-FP8'],
  ['qwen3', 'qwen3'],
])('%s means %s', (answer, id) => {
  expect(modelAnswer(answer, 'automatic').entry).toEqual({ model: id });
});

test('choices have every word that was typed', () => {
  const choices = modelChoices('qwen3 FP8');

  expect(choices.length).toBeGreaterThan(1);
  expect(choices.filter((id) => !/qwen3.*fp8/i.test(id))).toEqual([]);
});
