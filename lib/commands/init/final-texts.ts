import { type NewTexts, textsFrom } from './fleet-texts';
import { automatic } from './model-answer';
import { type Answers, modelAt } from './new-fleet-file';
import { siblingInFp8 } from './sibling';
import { takenPlan, withPlannedBudget } from './take-plan';

/** What the options say about the search. */
export interface SearchOptions {
  readonly search?: boolean;
  readonly plan?: number;
}

/** Valid answers, and where they go. */
export interface Answered {
  readonly out: string;
  readonly answers: Answers;
  readonly further: readonly Answers[];
  readonly isTerminal: boolean;
}

/** The file of the answers, with the searched plan and the budget that follows from it. */
export async function finalTexts(
  { out, answers, further, isTerminal }: Answered,
  options: SearchOptions,
): Promise<NewTexts> {
  const texts = textsFrom(answers, out, further);
  const { model } = modelAt(answers, 0).entry as { readonly model?: string };
  const eighth = model === undefined ? undefined : siblingInFp8(model);
  const sibling = eighth && {
    model: eighth.id,
    texts: textsFrom({ ...answers, model: eighth.id }, out, further),
  };
  const isSearched = options.search !== false && answers.types === automatic;
  const taken = isSearched ? await takenPlan(out, texts, { number: options.plan, isTerminal, sibling }) : texts;
  return answers['serving-budget'] === automatic ? { ...taken, fleet: withPlannedBudget(out, taken) } : taken;
}
