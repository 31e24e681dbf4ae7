import type { Plan, WorkloadPlan } from '../plan/plan';

export interface ModelOnType {
  readonly model: string;
  readonly type: WorkloadPlan['types'][number];
}

/** Every allowed type of every model, once: a cold start is the same for every workload that uses the model. */
export function modelTypes({ workloads }: Pick<Plan, 'workloads'>): ModelOnType[] {
  const all = workloads
    .flatMap(({ model, types, companions }) => [{ model, types }, ...companions])
    .flatMap(({ model, types }) => types.map((type) => ({ model, type })));
  return distinct(all, ({ model, type }) => `${model} ${type.instanceType}`);
}

/** The type that each model runs on first. */
export const firstTypes = (plan: Pick<Plan, 'workloads'>): ModelOnType[] =>
  distinct(modelTypes(plan), ({ model }) => model);

const distinct = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  items.filter((item, index) => items.findIndex((other) => key(other) === key(item)) === index);
