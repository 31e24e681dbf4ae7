import type { ExpectedSeconds } from '../../contract/cold-start';
import { cautiousLatency, cautiousRate } from '../../figures/figure';
import type { CellPlan } from '../capacity/cell';
import type { Plan } from '../plan';

/** From the fast end of the fastest instance type that the cell may have to the slow end of the slowest. */
export function expectedColdStart({ workloads }: Pick<Plan, 'workloads'>, cell: CellPlan): ExpectedSeconds {
  const totals = workloads
    .flatMap(({ model, types, companions }) => [{ model, types }, ...companions])
    .filter(({ model }) => model === cell.model)
    .flatMap(({ types }) => types.map(({ coldStart }) => coldStart.totalSeconds));
  return {
    low: Math.floor(Math.min(...totals.map(cautiousRate))),
    high: Math.ceil(Math.max(...totals.map(cautiousLatency))),
  };
}
