import { expect, test } from 'vitest';
import { questions } from '../../../lib/commands/init/init-questions';
import { suggestionOf } from '../../../lib/commands/init/suggestions';

const suggestion = (flag: string, answers: Record<string, string>): string | undefined => {
  const question = questions.find((one) => one.flag === flag);
  return question && suggestionOf(question, answers);
};

test.each([
  ['1024', '4096'],
  ['1500', '8192'],
  ['6000', '32768'],
  ['', '4096'],
])('of requests with %s input tokens the longest has four times as many or more: %s', (mean, longest) => {
  expect(suggestion('max-input-tokens', { 'input-tokens': mean })).toBe(longest);
});

test('a person is asked ten questions at most, the others stand in groups', () => {
  for (const shape of ['realtime-assistant', 'batch-inference', 'retrieval-analytics']) {
    const asked = questions.filter(({ group, shapes }) => group === undefined && (shapes?.includes(shape) ?? true));
    expect(asked.length).toBeLessThanOrEqual(10);
  }
});
