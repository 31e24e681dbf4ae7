import type { ExpectedSeconds } from '../../contract/cold-start';
import { cautiousLatency, cautiousRate } from '../../figures/figure';
import type { CellPlan } from './cell';
import type { ServingType } from './serving-type';

interface TypesOfModel {
  readonly model: string;
  readonly types: readonly Pick<ServingType, 'instanceType' | 'coldStart'>[];
}

/** The workloads of a plan, as far as cold starts follow from them. */
export interface StartingWorkload extends TypesOfModel {
  readonly companions: readonly TypesOfModel[];
}

/** The allowed types of every model that a workload uses, its companions' included. */
export const typesOfModels = (workloads: readonly StartingWorkload[]): TypesOfModel[] =>
  workloads.flatMap(({ model, types, companions }) => [{ model, types }, ...companions]);

/** From the fast end of the fastest instance type that the cell may have to the slow end of the slowest. */
export function expectedColdStart(
  { workloads }: { readonly workloads: readonly StartingWorkload[] },
  cell: CellPlan,
): ExpectedSeconds {
  const totals = typesOfModels(workloads)
    .filter(({ model }) => model === cell.model)
    .flatMap(({ types }) => types.map(({ coldStart }) => coldStart.totalSeconds));
  return {
    low: Math.floor(Math.min(...totals.map(cautiousRate))),
    high: Math.ceil(Math.max(...totals.map(cautiousLatency))),
  };
}
