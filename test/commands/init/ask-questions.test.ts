import { expect, test } from 'vitest';
import { answersTo, questionsOf } from '../../../lib/commands/init/ask-questions';
import { type Question, questions } from '../../../lib/commands/init/init-questions';
import { error } from '../../../lib/contract/findings';

const at = (...path: PropertyKey[]) =>
  error(path, { problem: 'is wrong', got: 1, expected: '2', fix: 'change it', source: 'test' });

const flagsOf = (list: readonly Question[]) => list.map(({ flag }) => flag);

test('asks at a terminal what no flag answers, in order', async () => {
  const asked: string[] = [];

  const { answers, assumed } = await answersTo(
    questions.slice(1, 4),
    { 'mean-requests': '7' },
    {
      ask: async (question) => {
        asked.push(question.flag);
        return `answer to ${question.flag}`;
      },
    },
  );

  expect(asked).toEqual(['shape', 'peak-requests']);
  expect(answers['mean-requests']).toBe('7');
  expect(answers['peak-requests']).toBe('answer to peak-requests');
  expect(assumed).toEqual([]);
});

test.each([
  { of: 'a value', finding: at('budgetsUsdPerMonth', 'serving'), flags: ['serving-budget'] },
  { of: 'an entry of a list', finding: at('regions', 1), flags: ['regions'] },
  {
    of: 'a part of the file',
    finding: at('workloads', 0, 'objectives'),
    flags: ['ttft-seconds', 'tpot-seconds', 'deadline-hours'],
  },
  { of: 'nothing that was asked', finding: at('lock', 'agent'), flags: [] },
])('a finding about $of leads to the questions whose answers it is about', ({ finding, flags }) => {
  expect(flagsOf(questionsOf(questions, [finding]))).toEqual(flags);
});

test('returns to the question before, which then offers the answer that it had', async () => {
  const offered: string[] = [];
  const replies = ['chat', 'batch-inference', undefined, 'realtime-assistant', '3'];

  const { answers } = await answersTo(
    questions.slice(0, 3),
    {},
    {
      ask: async ({ flag }, suggestion) => {
        offered.push(`${flag} ${suggestion}`);
        return replies.shift();
      },
    },
  );

  expect(offered).toEqual([
    'workload-name chat',
    'shape realtime-assistant',
    'mean-requests 5',
    'shape batch-inference',
    'mean-requests 5',
  ]);
  expect(answers).toMatchObject({ shape: 'realtime-assistant', 'mean-requests': '3' });
});

test('keeps the answers after each', async () => {
  const kept: object[] = [];

  await answersTo(questions.slice(0, 2), {}, { ask: async () => 'an answer', keep: (so) => kept.push({ ...so }) });

  expect(kept).toEqual([{ 'workload-name': 'an answer' }, { 'workload-name': 'an answer', shape: 'an answer' }]);
});
