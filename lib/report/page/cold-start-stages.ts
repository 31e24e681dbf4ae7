import type { Figure } from '../../figures/figure';
import type { Plan } from '../../plan/plan';
import { type ModelOnType, modelTypes } from '../model-types';

export type ColdStart = ModelOnType['type']['coldStart'];

export interface Stage {
  readonly name: string;
  readonly color: string;
  readonly of: (coldStart: ColdStart) => Figure;
}

/** In the order in which they pass. */
export const stages: readonly Stage[] = [
  { name: 'launch', color: '--stage-1', of: ({ launch }) => launch },
  { name: 'boot', color: '--stage-2', of: ({ boot }) => boot },
  { name: 'image', color: '--stage-3', of: ({ image }) => image },
  { name: 'weights', color: '--stage-4', of: ({ weights }) => weights },
  { name: 'load to GPU', color: '--stage-5', of: ({ loadToGpu }) => loadToGpu },
  { name: 'compile', color: '--stage-6', of: ({ compile }) => compile },
  { name: 'graphs', color: '--stage-7', of: ({ graphCapture }) => graphCapture },
  { name: 'warm-up', color: '--stage-8', of: ({ warmUp }) => warmUp },
  { name: 'register', color: '--stage-9', of: ({ registration }) => registration },
];

export interface ColdStartRow {
  readonly model: string;
  readonly instanceType: string;
  readonly coldStart: ColdStart;
}

/** One row for every model and type. */
export const coldStartRows = (plan: Plan): ColdStartRow[] =>
  modelTypes(plan).map(({ model, type: { instanceType, coldStart } }) => ({ model, instanceType, coldStart }));
