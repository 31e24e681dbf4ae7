import type { Figure } from '../../figures/figure';
import type { PlanChange } from '../../plan/plan-change';
import { duration, figures, share, words } from '../cells';
import type { Cell, ShownFigure, Table } from '../table';

/** What an edit of the fleet file changes for the loss of a region. */
export const failoversChangeTable = ({ failovers }: Pick<PlanChange, 'failovers'>): Table => ({
  title: 'When a region is lost',
  columns: [
    words('workload'),
    figures('peak carried at once, before'),
    figures('after'),
    figures('clients fail over in, before'),
    figures('after'),
  ],
  rows: failovers.map(({ workload, shareOfPeak, recoverySeconds }) => [
    workload,
    orNone(shareOfPeak.before, share),
    orNone(shareOfPeak.after, share),
    orNone(recoverySeconds.before, duration),
    orNone(recoverySeconds.after, duration),
  ]),
});

const orNone = (figure: Figure | undefined, shown: (figure: Figure) => ShownFigure): Cell =>
  figure === undefined ? 'none' : shown(figure);
