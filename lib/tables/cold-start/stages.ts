import type { Figure } from '../../figures/figure';
import type { Plan } from '../../plan/plan';
import { duration, figures, words } from '../cells';
import { type ModelOnType, modelTypes } from '../model-types';
import type { Table } from '../table';

type ColdStart = ModelOnType['type']['coldStart'];

/** The stages in the order in which they pass. */
export const coldStartStages: readonly { readonly name: string; readonly of: (coldStart: ColdStart) => Figure }[] = [
  { name: 'launch', of: ({ launch }) => launch },
  { name: 'boot', of: ({ boot }) => boot },
  { name: 'image', of: ({ image }) => image },
  { name: 'weights', of: ({ weights }) => weights },
  { name: 'load to GPU', of: ({ loadToGpu }) => loadToGpu },
  { name: 'compile', of: ({ compile }) => compile },
  { name: 'CUDA graphs', of: ({ graphCapture }) => graphCapture },
  { name: 'warm-up', of: ({ warmUp }) => warmUp },
  { name: 'registration', of: ({ registration }) => registration },
];

/** How long each stage takes, for every model on every allowed type. */
export const stagesTable = (plan: Pick<Plan, 'workloads'>): Table => ({
  title: 'Cold start by stage',
  columns: [words('model'), words('type'), ...coldStartStages.map(({ name }) => figures(name)), figures('total')],
  rows: modelTypes(plan).map(({ model, type: { instanceType, coldStart } }) => [
    model,
    instanceType,
    ...coldStartStages.map(({ of }) => duration(of(coldStart))),
    duration(coldStart.totalSeconds),
  ]),
});
