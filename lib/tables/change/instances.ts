import type { Figure } from '../../figures/figure';
import type { PlanChange } from '../../plan/plan-change';
import { bare, figures, words } from '../cells';
import type { Cell, Table } from '../table';

/** Cells whose group sizes an edit of the fleet file changes. */
export const instancesChangeTable = ({ cells }: Pick<PlanChange, 'cells'>): Table => ({
  title: 'Instances, minimum to maximum',
  columns: [words('region'), words('model'), figures('before'), figures('after')],
  rows: cells.map(({ region, model, minInstances, maxInstances }) => [
    region,
    model,
    range(minInstances.before, maxInstances.before),
    range(minInstances.after, maxInstances.after),
  ]),
});

const range = (min: Figure | undefined, max: Figure | undefined): Cell =>
  min === undefined || max === undefined ? 'none' : [bare(min), '–', bare(max)];
