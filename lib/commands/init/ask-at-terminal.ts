import { input, search, select } from '@inquirer/prompts';
import { gpuInstanceTypes } from '../../catalogue/instance-types';
import { region, regionCodes } from '../../catalogue/regions';
import type { Ask } from './ask-questions';
import type { Question } from './init-questions';
import { automatic, modelChoices } from './model-answer';

/** What a person types, or chooses, to return to the question before. */
const back = '<';
const done = 'no more';

/** Asks one question; an answer is checked before it is taken. */
export const askAtTerminal: Ask = async (question, suggestion, check) => {
  const answer = await answerTo(question, suggestion, check);
  return answer === back ? undefined : answer;
};

function answerTo({ ask: message, choices, finds }: Question, suggestion: string, check: Check): Promise<string> {
  if (choices !== undefined) {
    return select({
      message,
      choices: [...choices.map((value) => ({ name: value, value })), { name: '← back', value: back }],
      default: suggestion,
    });
  }
  switch (finds) {
    case 'model':
      return search({
        message,
        source: (typed = '') => listed(modelChoices(typed), typed, suggestion),
        validate: (value) => value === back || check(value),
      });
    case 'regions':
      return several(message, check, regionChoices);
    case 'types':
      return several(message, check, typeChoices);
    case undefined:
      return input({ message, default: suggestion, validate: (value) => value.trim() === back || check(value) });
    default:
      return finds satisfies never;
  }
}

type Check = (answer: string) => true | string;

interface Choice {
  readonly name: string;
  readonly value: string;
}

const listed = (values: readonly string[], typed: string, first: string): Choice[] => {
  const ordered = typed === '' ? [first, ...values.filter((value) => value !== first)] : values;
  return [...ordered.map((value) => ({ name: value, value })), { name: '← back', value: back }];
};

/** One after the other, by search, until the person says that these are all. */
async function several(
  message: string,
  check: Check,
  choices: (typed: string, chosen: readonly string[]) => Choice[],
): Promise<string> {
  const chosen: string[] = [];
  for (;;) {
    const so = chosen.length === 0 ? '' : ` (chosen: ${chosen.join(', ')})`;
    const next = await search({
      message: `${message}${so}`,
      source: (typed = '') => choices(typed.toLowerCase(), chosen),
      validate: (value) => {
        const whole = value === done ? chosen.join(',') : undefined;
        return whole === undefined || check(whole);
      },
    });
    if (next === back || next === automatic) {
      return next;
    }
    if (next === done) {
      return chosen.join(',');
    }
    chosen.push(next);
  }
}

const ends = (chosen: readonly string[]): Choice[] =>
  chosen.length === 0
    ? [{ name: '← back', value: back }]
    : [
        { name: done, value: done },
        { name: '← back', value: back },
      ];

const regionChoices = (typed: string, chosen: readonly string[]): Choice[] => [
  ...(typed === '' ? ends(chosen).slice(0, chosen.length === 0 ? 0 : 1) : []),
  ...regionCodes
    .filter((code) => !chosen.includes(code))
    .map((value) => ({ name: `${value}  ${region(value)?.place ?? ''}, ${region(value)?.country ?? ''}`, value }))
    .filter(({ name }) => name.toLowerCase().includes(typed)),
  { name: '← back', value: back },
];

const typeChoices = (typed: string, chosen: readonly string[]): Choice[] => [
  ...(typed === '' && chosen.length === 0
    ? [{ name: `${automatic}: the cheapest that keeps the objectives`, value: automatic }]
    : []),
  ...(typed === '' && chosen.length > 0 ? [{ name: done, value: done }] : []),
  ...gpuInstanceTypes
    .filter(({ name }) => !chosen.includes(name))
    .map(({ name, gpu, gpuCount }) => ({ name: `${name}  ${gpuCount} × ${gpu}`, value: name }))
    .filter(({ name }) => name.toLowerCase().includes(typed)),
  { name: '← back', value: back },
];
