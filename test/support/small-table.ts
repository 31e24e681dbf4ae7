import { assumed, derived } from '../../lib/figures/figure';
import { bare, code, duration, figures, words } from '../../lib/tables/cells';
import type { Table } from '../../lib/tables/table';

/** A table with one of everything: a range, a duration, a name to copy, two lines, and marks that Markdown and HTML read. */
export const smallTable: Table = {
  title: 'Cells of a <small> fleet',
  columns: [words('model'), figures('cost', 'USD/month'), figures('the longest cold start of a type'), words('quota')],
  rows: [
    [
      'a*b|c',
      bare(derived(2817, 'USD/month', 'a sum', { low: 2358, high: 3654 })),
      duration(assumed(150, 's', 'a guess')),
      code('L-1'),
    ],
    ['d', bare(derived(129_529, 'USD/month', 'a sum')), '', [code('L-2'), '\n', code('L-3')]],
  ],
  notes: ['A note below.'],
};
