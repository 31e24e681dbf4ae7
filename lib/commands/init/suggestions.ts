import type { Question } from './init-questions';
import { type Answers, regionsIn } from './new-fleet-file';
import { jurisdictionOf } from './place-names';

/** What has not been asked yet stands as it is suggested. */
export const withDefaults = (list: readonly Question[], answers: Answers): Answers => ({
  ...Object.fromEntries(
    list
      .filter(({ shapes }) => shapes?.includes(answers.shape ?? '') ?? true)
      .map(({ flag, suggestion }) => [flag, suggestion]),
  ),
  jurisdiction: jurisdictionOf(regionsIn(answers)) ?? 'everywhere',
  ...answers,
});

/** A suggestion that follows from answers before it. */
export function suggestionOf({ flag, suggestion }: Question, answers: Answers): string {
  switch (flag) {
    case 'jurisdiction':
      return jurisdictionOf(regionsIn(answers)) ?? 'everywhere';
    case 'failover':
      return regionsIn(answers).length > 1 ? suggestion : 'none: one region, so nothing is there to fail over to';
    case 'max-input-tokens':
      return fourTimes(answers['input-tokens'], suggestion);
    case 'max-output-tokens':
      return fourTimes(answers['output-tokens'], suggestion);
    default:
      return suggestion;
  }
}

/** The longest request is usually a few times the mean one; a power of two. */
const fourTimes = (mean: string | undefined, suggestion: string): string =>
  Number(mean) > 0 ? String(2 ** Math.ceil(Math.log2(4 * Number(mean)))) : suggestion;
