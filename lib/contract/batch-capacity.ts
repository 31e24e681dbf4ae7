import type { Phase } from './phases';

/** Where the requests of a batch run: on instances of its own, or on what the cells of its model leave idle. */
export const batchCapacities = ['own', 'idle'] as const;

/** Phases whose work may run on idle capacity: training does not run on an engine. */
export const idlePhases = ['serving', 'evaluation'] as const satisfies readonly Phase[];

export type IdlePhase = (typeof idlePhases)[number];
