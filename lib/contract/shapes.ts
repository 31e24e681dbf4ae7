/** The shapes of traffic: a workload has one of them. */
export const shapes = ['realtime-assistant', 'batch-inference', 'retrieval-analytics'] as const;

export type Shape = (typeof shapes)[number];
