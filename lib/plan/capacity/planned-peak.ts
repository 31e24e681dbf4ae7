import { derived, type Figure } from '../../figures/figure';
import type { CellPlan } from './cell';

/** The most instances that a cell is planned to need: for its own peak, for what it keeps ready, and at busy hours. */
export function plannedPeakInstances({ ownInstances, minInstances, pools }: CellPlan): Figure {
  const scheduled = pools.flatMap(({ schedule }) => schedule.map((busy) => busy.minInstances));
  const figures = [minInstances, ownInstances, ...scheduled];
  return derived(
    Math.max(...figures.map(({ value }) => value)),
    'instances',
    'the largest of three: the minimum, the need of its own users at peak, and the minimums of busy hours',
    { from: figures },
  );
}
