import { coldStartStages, wholeColdStart } from '../contract/cold-start';
import type { Measurements } from '../fleet/measured-file';
import type { MeasuredSeconds } from '../fleet/measured-seconds';
import type { Figure } from './figure';
import type { Plan } from './plan';

/** One stage as it was measured, beside what a plan without measurements expects on the first allowed type. */
export interface DriftRow {
  readonly model: string;
  readonly stage: string;
  readonly measured: MeasuredSeconds;
  readonly planned: Figure;
}

export function driftRows({ workloads }: Pick<Plan, 'workloads'>, { coldStarts }: Measurements): DriftRow[] {
  const users = workloads.flatMap(({ model, types, companions }) => [{ model, types }, ...companions]);
  return Object.entries(coldStarts).flatMap(([model, stages]) => {
    const coldStart = users.find((one) => one.model === model)?.types[0]?.coldStart;
    return ([...coldStartStages, wholeColdStart] as const).flatMap((stage) => {
      const measured = stages[stage];
      const planned = stage === wholeColdStart ? coldStart?.totalSeconds : coldStart?.[stage];
      return measured === undefined || planned === undefined ? [] : [{ model, stage, measured, planned }];
    });
  });
}
