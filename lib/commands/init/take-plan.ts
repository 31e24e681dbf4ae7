import { select } from '@inquirer/prompts';
import { editFields } from '../../fleet/edit-fields';
import { givenUpWords, sizedWords } from '../../report/optimization-text';
import { wrappedLines } from '../../report/wrapped-lines';
import { planTexts } from '../read-plan';
import type { NewTexts } from './fleet-texts';
import { firstToTake, type SearchedPlan, searchedPlans } from './searched-plans';

/** How a plan is taken from those that are found. */
export interface Taking {
  /** Counted from 1; undefined where none is named. */
  readonly number: number | undefined;
  readonly isTerminal: boolean;
  /** The same fleet with the weights of its model in 8 bits, where they are known. */
  readonly sibling: { readonly model: string; readonly texts: NewTexts } | undefined;
}

/** The fleet file with the types and layout of the plan that is taken; unchanged where none is found. */
export async function takenPlan(
  out: string,
  texts: NewTexts,
  { number, isTerminal, sibling }: Taking,
): Promise<NewTexts> {
  process.stderr.write('Searching the cheapest plans that keep every promise …\n');
  const own = searchedPlans(out, texts);
  const inFp8 = sibling && searchedPlans(out, sibling.texts);
  const [best] = inFp8 ?? [];
  const lines = own.map((plan, index) => planLine(plan, `Plan ${index + 1}`));
  const other = best && sibling ? planLine(best, `With ${sibling.model}, weights in 8 bits`) : undefined;
  if (own.length === 0) {
    return texts;
  }
  const suggested = number ?? firstToTake(own) + 1;
  process.stderr.write([...lines, ...(other === undefined ? [] : [other])].map((line) => wrappedLines(line)).join(''));
  const chosen = isTerminal && number === undefined ? await chosenPlan(own, best, suggested) : own[suggested - 1];
  if (chosen === undefined) {
    return texts;
  }
  process.stderr.write(
    chosen === best ? `${sibling?.model} is taken.\n` : `Plan ${own.indexOf(chosen) + 1} is taken.\n`,
  );
  return { lock: chosen === best && sibling ? sibling.texts.lock : texts.lock, fleet: chosen.fleet };
}

const chosenPlan = (
  own: readonly SearchedPlan[],
  best: SearchedPlan | undefined,
  suggested: number,
): Promise<SearchedPlan | undefined> =>
  select({
    message: 'Which plan?',
    default: own[suggested - 1],
    choices: [
      ...own.map((value, index) => ({ name: `Plan ${index + 1}: ${usd(value)}`, value })),
      ...(best === undefined ? [] : [{ name: `weights in 8 bits: ${usd(best)}`, value: best }]),
    ],
  });

const usd = ({ choice }: SearchedPlan): string =>
  `${Math.round(choice.usdPerMonth).toLocaleString('en-US')} USD a month`;

function planLine(plan: SearchedPlan, name: string): string {
  const models = Object.entries(plan.choice.models).map(([model, choice]) => {
    const lost = choice.givesUp.filter(({ kind }) => kind !== 'spare instances').map(givenUpWords);
    return `${model} on ${sizedWords(choice)}${lost.length === 0 ? '' : `; gives up ${lost.join('; ')}`}`;
  });
  return `${name}: ${usd(plan)} for GPU instances. ${models.join('. ')}.`;
}

/** The budget that covers the plan of a fleet file at its worst, rounded up to two digits; the text is unchanged where there is no plan. */
export function withPlannedBudget(out: string, texts: NewTexts): string {
  const { answer } = planTexts(out, { ...texts, measured: undefined });
  const usdPerMonth = answer?.phases.find(({ phase }) => phase === 'serving')?.worstCaseUsdPerMonth.value ?? 0;
  if (usdPerMonth <= 0) {
    return texts.fleet;
  }
  const place = 10 ** (Math.floor(Math.log10(usdPerMonth)) - 1);
  const value = Math.ceil(usdPerMonth / place) * place;
  return editFields(texts.fleet, [{ path: ['budgetsUsdPerMonth'], key: 'serving', value }]) ?? texts.fleet;
}
