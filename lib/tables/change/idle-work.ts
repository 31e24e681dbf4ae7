import type { PlanChange } from '../../plan/plan-change';
import { about, figures, words } from '../cells';
import { doneIn } from '../idle/done-in';
import type { Table } from '../table';

/** What an edit of the fleet file changes for batches on idle capacity. */
export const idleChangeTable = ({ idleWork }: Pick<PlanChange, 'idleWork'>): Table => ({
  title: 'Work on idle capacity',
  columns: [
    words('workload'),
    figures('done in, before'),
    figures('after'),
    figures('saves, USD a month, before'),
    figures('after'),
  ],
  rows: idleWork.map(({ workload, doneAfterSeconds, savedUsdPerMonth }) => [
    workload,
    ...[doneAfterSeconds.before, doneAfterSeconds.after].map((done) => (done === undefined ? 'none' : doneIn(done))),
    ...[savedUsdPerMonth.before, savedUsdPerMonth.after].map((usd) => (usd === undefined ? 'none' : about(usd))),
  ]),
});
