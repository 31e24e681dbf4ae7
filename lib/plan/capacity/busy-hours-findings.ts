import { error, type Finding } from '../../contract/findings';
import type { Fleet } from '../../fleet/fleet';
import type { CellPlan } from './cell';

const source = 'plan: docs/plan.md';

/** Busy hours may raise a group between its floor and its maximum, and never lower it. */
export const busyHoursFindings = (fleet: Fleet, { cells }: { readonly cells: readonly CellPlan[] }): Finding[] =>
  fleet.models.flatMap(({ name, pools }, model) =>
    pools.baseline.busyHours.flatMap(({ minInstances }, index) => {
      const outside = cells.find(
        (cell) =>
          cell.model === name && (minInstances <= cell.minInstances.value || minInstances > cell.maxInstances.value),
      );
      return outside === undefined
        ? []
        : [
            error(['models', model, 'pools', 'baseline', 'busyHours', index, 'minInstances'], {
              problem: `is not between the minimum and the maximum of ${outside.region}`,
              got: minInstances,
              expected: `more than ${outside.minInstances.value} and at most ${outside.maxInstances.value}`,
              fix: 'state another, or raise models[].instancesPerRegion.max',
              source,
            }),
          ];
    }),
  );
