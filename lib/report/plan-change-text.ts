import { renderCommand } from '../alerts/command';
import type { Figure } from '../figures/figure';
import type { Change, PlanChange } from '../plan/plan-change';
import { figureText, legend, secondsText, shareText, usdText } from './figure-text';
import { quotaRequest } from './quotas-text';
import { table } from './table';

/** What an edit of a fleet file changes, before and after it. */
export const planChangeText = ({ cells, costs, failovers, quotas }: PlanChange): string =>
  [
    table(
      'Instances',
      ['', 'model', 'before', 'after'],
      cells.map(({ region, model, minInstances, maxInstances }) => [
        region,
        model,
        range(minInstances.before, maxInstances.before),
        range(minInstances.after, maxInstances.after),
      ]),
    ),
    table(
      'USD a month',
      ['', 'before', 'after', 'change'],
      costs.map(({ what, ...change }) => [what, ...beforeAndAfter(change, usdText), difference(change)]),
    ),
    table(
      'When a region is lost',
      ['workload', 'carried at once before', 'after', 'seconds before', 'after'],
      failovers.map(({ workload, shareOfPeak, recoverySeconds }) => [
        workload,
        ...beforeAndAfter(shareOfPeak, shareText),
        ...beforeAndAfter(recoverySeconds, secondsText),
      ]),
    ),
    table(
      'Quotas to ask for first',
      ['region', 'quota', 'at least'],
      quotas.map(({ region, quotaName, vcpus }) => [region, quotaName, figureText(vcpus)]),
    ),
    `${legend}\n`,
    ...quotas.map((need, index) => `${index === 0 ? '\n' : ''}${renderCommand(quotaRequest(need))}\n`),
  ].join('');

const orDash = (figure: Figure | undefined, text: (figure: Figure) => string): string =>
  figure === undefined ? '–' : text(figure);

const beforeAndAfter = ({ before, after }: Change, text: (figure: Figure) => string): string[] => [
  orDash(before, text),
  orDash(after, text),
];

const range = (min: Figure | undefined, max: Figure | undefined): string =>
  min === undefined || max === undefined ? '–' : `${min.value}–${max.value} ${min.origin[0]}`;

function difference({ before, after }: Change): string {
  if (before === undefined || after === undefined) {
    return '';
  }
  const usd = Math.round(after.value) - Math.round(before.value);
  return `${usd > 0 ? '+' : ''}${usd.toLocaleString('en-US')}`;
}
