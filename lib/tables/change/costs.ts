import { englishNumber } from '../../figures/english-number';
import type { Change, PlanChange } from '../../plan/plan-change';
import { bare, figures, words } from '../cells';
import type { Cell, Table } from '../table';

/** What an edit of the fleet file changes in costs. */
export const costsChangeTable = ({ costs }: Pick<PlanChange, 'costs'>): Table => ({
  title: 'Cost, USD a month',
  columns: [words('cost'), figures('before'), figures('after'), figures('change')],
  rows: costs.map(({ what, ...change }) => [
    what,
    change.before === undefined ? 'none' : bare(change.before),
    change.after === undefined ? 'none' : bare(change.after),
    difference(change),
  ]),
});

function difference({ before, after }: Change): Cell {
  if (before === undefined || after === undefined) {
    return '';
  }
  const usd = after.value - before.value;
  return `${usd > 0 ? '+' : ''}${englishNumber(usd, { maximumSignificantDigits: 3, maximumFractionDigits: 0 })}`;
}
