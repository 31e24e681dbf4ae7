import type { Broken } from '../optimizer/evaluator';
import type { ChosenChange, GivenUp, ModelChoice, ModelOptimization, SizedPlacement } from '../optimizer/optimization';
import type { FleetChoice, Optimization } from '../optimizer/optimize';
import { placementWords } from '../optimizer/placement';
import { durationWords } from './duration-words';
import { changeWords, settingLossWords } from './setting-change-words';
import { wrappedLines } from './wrapped-lines';

/** What the search found, for a terminal of 80 columns. @param edited an edit as the fleet file would have it */
export function optimizationText(
  { todayUsdPerMonth, settings, models, plans }: Optimization,
  edited: (edit: FleetChoice['edits'][number]) => string,
): string {
  return [
    wrappedLines(`Today ${usd(todayUsdPerMonth)} for GPU instances. ${models.map(todayWords).join(' ')}`),
    '\n',
    plans.length === 0
      ? wrappedLines('No candidate keeps every promise for less.')
      : plans.map((plan, index) => planText(plan, index, plans[0], todayUsdPerMonth, models, edited)).join('\n'),
    '\n',
    ...models.map((one) => wrappedLines(countWords(one, settings))),
    wrappedLines(
      `Promises hold at their percentile of simulated requests, none refused, as planned and after the loss of each region, with no launch, at the speed that confidence of the fleet file says.`,
    ),
  ].join('');
}

const usd = (value: number): string => `${Math.round(value).toLocaleString('en-US')} USD a month`;

const todayWords = ({ model, today }: ModelOptimization): string =>
  today.broken === undefined
    ? `${model} keeps every promise.`
    : `${model} breaks one: ${brokenWords(today.broken, today.region)}.`;

function planText(
  plan: FleetChoice,
  index: number,
  first: FleetChoice | undefined,
  today: number,
  models: readonly ModelOptimization[],
  edited: (edit: FleetChoice['edits'][number]) => string,
): string {
  const saved = today - plan.usdPerMonth;
  return [
    wrappedLines(
      `Plan ${index + 1}: ${usd(plan.usdPerMonth)}, ${usd(Math.abs(saved))} ${saved < 0 ? 'more' : 'less'} than today`,
    ),
    ...plan.changes.map(changeText),
    ...models.map(({ model }) => {
      const choice = plan.models[model];
      return choice === undefined
        ? wrappedLines(`${model}: as today`, '  ')
        : choice === first?.models[model] && plan !== first
          ? wrappedLines(`${model}: as in plan 1`, '  ')
          : choiceText(model, choice);
    }),
    wrappedLines(`Edit: ${plan.edits.length === 0 ? 'none' : plan.edits.map(edited).join('; ')}`, '  '),
  ].join('');
}

const changeText = ({ change, givesUp }: ChosenChange): string =>
  [
    wrappedLines(changeWords(change), '  '),
    wrappedLines(`gives up: ${givesUp.length === 0 ? 'nothing' : givesUp.map(settingLossWords).join('; ')}`, '    '),
  ].join('');

function choiceText(model: string, choice: ModelChoice): string {
  const { givesUp, nextCheaper } = choice;
  return [
    wrappedLines(`${model}: ${usd(choice.usdPerMonth)}, ${sizedWords(choice)}`, '  '),
    wrappedLines(`gives up: ${givesUp.length === 0 ? 'nothing' : givesUp.map(givenUpWords).join('; ')}`, '    '),
    nextCheaper === undefined
      ? wrappedLines('next cheaper: no candidate that may keep its promises costs less', '    ')
      : wrappedLines(
          `next cheaper, ${usd(nextCheaper.usdPerMonth)}: ${sizedWords(nextCheaper)}; rejected, as ${brokenWords(nextCheaper.broken, nextCheaper.region)}`,
          '    ',
        ),
  ].join('');
}

export const sizedWords = ({ placement, cells }: SizedPlacement): string =>
  [placementWords(placement), ...cells.map(({ region, instances }) => `${instances} in ${region}`)].join(', ');

function brokenWords({ promise, gotSeconds = 0, promisedSeconds = 0, workload, lost }: Broken, region = ''): string {
  const where = `in ${region}${lost === undefined ? '' : ` once ${lost} is lost`}`;
  const latency = (name: string): string =>
    `${name} of ${workload} would be ${seconds(gotSeconds, promisedSeconds)} in place of ${seconds(promisedSeconds, gotSeconds)} ${where}`;
  switch (promise) {
    case 'none refused':
      return `requests of ${workload} would be refused ${where}`;
    case 'timeToFirstTokenSeconds':
      return latency('TTFT');
    case 'timePerOutputTokenSeconds':
      return latency('TPOT');
    case 'recoverySeconds':
      return `${workload} would be served again ${durationWords(gotSeconds)} after the loss of ${lost} in place of ${durationWords(promisedSeconds)}`;
    case 'busyHours':
      return `its busy hours would ask for fewer instances than run ${where}, or for more than its maximum`;
    case 'deadlineHours':
      return gotSeconds === 0
        ? `no request of ${workload} has room on what is idle in ${region}`
        : `${workload} would be done after ${durationWords(gotSeconds)} in place of ${durationWords(promisedSeconds)} on what is idle ${where}`;
    default:
      return promise satisfies never;
  }
}

/** With as many digits as tell it from another. */
function seconds(value: number, other: number): string {
  const words = (digits: number): string =>
    value < 1 ? `${Number((value * 1000).toPrecision(digits))} ms` : `${Number(value.toPrecision(digits))} s`;
  const digits = [3, 4, 5].find((some) => value.toPrecision(some) !== other.toPrecision(some));
  return words(digits ?? 3);
}

export function givenUpWords(given: GivenUp): string {
  switch (given.kind) {
    case 'fallback types':
      return `${given.from - given.to} of ${given.from} types that AWS may have where it lacks the first`;
    case 'cache in 16 bits':
      return 'a KV cache in 16 bits: compare answers before launch';
    case 'processors':
      return `${given.from - given.to} of ${given.from} vCPUs beside each GPU`;
    case 'narrow range':
      return `a better known speed: that on ${given.gpu} is known within a factor of ${Number(given.ratio.toPrecision(2))}; measure one instance first`;
    case 'short cold start':
      return `a cold start of ${Math.ceil(given.fromSeconds / 60)} min at most for one of ${Math.ceil(given.toSeconds / 60)} min`;
    case 'spare instances':
      return `${given.from - given.to} of ${given.from} instances in ${given.region}`;
    default:
      return given satisfies never;
  }
}

const countWords = ({ model, candidates, unfit, simulations }: ModelOptimization, settings: number): string =>
  `${model}: ${candidates} candidates${settings === 1 ? '' : ` in ${settings} combinations of regions, failover modes and pools`}, of which ${unfit} hold no request or are too slow for one; ${simulations} simulations, and the others cost more at best than what was found.`;
