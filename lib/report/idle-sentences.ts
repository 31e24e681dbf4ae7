import type { IdleWorkPlan } from '../plan/idle/idle-work';
import { never } from '../plan/idle/slowest-finish';
import { about } from '../tables/cells';
import { durationWords } from './duration-words';
import { figureWords } from './figure-words';

/** What runs on idle capacity, when it is done and what it saves. */
export const idleSentences = (works: readonly IdleWorkPlan[]): string[] => works.map(sentenceOf);

function sentenceOf({ workload, model, doneAfterSeconds, deadlineHours, savedUsdPerMonth }: IdleWorkPlan): string {
  const done = doneAfterSeconds.value >= never ? 'never done' : `done in ${durationWords(doneAfterSeconds.value)}`;
  const saves =
    savedUsdPerMonth === undefined ? '' : `, saving about ${figureWords(about(savedUsdPerMonth)).value} USD a month`;
  return `${workload} runs on what ${model} leaves idle: ${done} (promised ${deadlineHours.value} h)${saves}; counted, not deployed yet.`;
}
