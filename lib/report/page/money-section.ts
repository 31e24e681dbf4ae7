import { fleetArgument } from '../../contract/fleet-argument';
import { sum } from '../../figures/arithmetic';
import { derived } from '../../figures/figure';
import { allPhases } from '../../plan/holders/phase-costs';
import { about, figures, words } from '../../tables/cells';
import { answersTable } from '../../tables/cost/answers';
import { atWorst } from '../../tables/summary/at-worst';
import { phaseSummary } from '../../tables/summary/phase-summary';
import { savingsTable } from '../../tables/summary/savings';
import type { Table } from '../../tables/table';
import type { NearestChange } from '../../what-if/change';
import { card, cards } from './card';
import { figureHtml } from './figure-html';
import { type Html, html } from './html';
import type { Page, Section } from './page';
import { tableHtml } from './table-html';

/** The first screen, for who pays: the total, what it is spent on, and what would cost less. */
export const moneySection: Section = {
  id: 'money',
  title: 'What it costs',
  body: (page) => {
    const { plan, nearest, source } = page;
    const file = fleetArgument(source.file);
    const tables = [phaseSummary(plan), answersTable(plan), savingsTable(plan), nearestTable(nearest)];
    return html`${totalCards(page)}${tables.map((table) => tableHtml(page, table))}<p>The cheapest plan that keeps every promise, with the edit to the fleet file: <code>npx polyregion optimize${file}</code></p>
<p>The five assumptions that move the cost most, each with USD per step: <code>npx polyregion plan --explain-cost${file}</code></p>
`;
  },
};

function totalCards(page: Page): Html {
  const { expectedUsdPerMonth } = allPhases(page.plan.phases);
  const total = sum('USD/month', [expectedUsdPerMonth, page.plan.overheadUsdPerMonth]);
  return cards([
    card('Expected, USD a month', figureHtml(page, about(total)), html`GPU instances and what is beside them`),
    card(
      'At worst, USD a month',
      figureHtml(page, about(atWorst(page.plan))),
      html`every group at its maximum, on the most expensive allowed type`,
    ),
  ]);
}

const nearestTable = (nearest: readonly NearestChange[]): Table => ({
  title: 'Each of these changes alone would be enough, USD a month',
  columns: [words('change'), figures('GPU instances then cost')],
  rows: nearest.map(({ what, usdPerMonth }) => [
    what,
    about(derived(usdPerMonth, 'USD/month', 'the fleet planned again with this change')),
  ]),
});
