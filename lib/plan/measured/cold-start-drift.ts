import { coldStartStages, wholeColdStart } from '../../contract/cold-start';
import type { Figure } from '../../figures/figure';
import type { MeasuredSeconds } from '../../fleet/measured-seconds';
import type { Measurements } from '../../fleet/measurements';
import { type StartingWorkload, typesOfModels } from '../capacity/expected-cold-start';

/** One stage as it was measured, beside what a plan without measurements expects on that instance type. */
export interface ColdStartDrift {
  readonly model: string;
  readonly instanceType: string;
  readonly stage: string;
  readonly measured: MeasuredSeconds;
  readonly planned: Figure;
}

export function coldStartDrift(
  { workloads }: { readonly workloads: readonly StartingWorkload[] },
  { coldStarts }: Pick<Measurements, 'coldStarts'>,
): ColdStartDrift[] {
  const users = typesOfModels(workloads);
  return Object.entries(coldStarts).flatMap(([model, byType]) =>
    Object.entries(byType).flatMap(([instanceType, stages]) => {
      const types = users.find((one) => one.model === model)?.types;
      const coldStart = types?.find((type) => type.instanceType === instanceType)?.coldStart;
      return ([...coldStartStages, wholeColdStart] as const).flatMap((stage) => {
        const measured = stages[stage];
        const planned = stage === wholeColdStart ? coldStart?.totalSeconds : coldStart?.[stage];
        return measured === undefined || planned === undefined
          ? []
          : [{ model, instanceType, stage, measured, planned }];
      });
    }),
  );
}
