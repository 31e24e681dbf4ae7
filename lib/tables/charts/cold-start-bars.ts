import type { Plan } from '../../plan/plan';
import { coldStartStages } from '../cold-start/stages';
import { modelTypes } from '../model-types';

/** The stages of every model and type, one after the other, and the range of their sum. */
export interface ColdStartBars {
  readonly title: string;
  /** In the order in which they pass. */
  readonly stages: readonly string[];
  readonly rows: readonly ColdStartBar[];
}

export interface ColdStartBar {
  readonly model: string;
  readonly instanceType: string;
  /** In the order of the stages. */
  readonly seconds: readonly number[];
  readonly total: { readonly low: number; readonly value: number; readonly high: number };
}

export const coldStartBars = (plan: Pick<Plan, 'workloads'>): ColdStartBars => ({
  title: 'Cold start by stage',
  stages: coldStartStages.map(({ name }) => name),
  rows: modelTypes(plan).map(({ model, type: { instanceType, coldStart } }) => {
    const { value, low = value, high = value } = coldStart.totalSeconds;
    return {
      model,
      instanceType,
      seconds: coldStartStages.map(({ of }) => of(coldStart).value),
      total: { low, value, high },
    };
  }),
});
