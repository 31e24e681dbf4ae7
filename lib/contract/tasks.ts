/** What a model is asked for. */
export const tasks = ['generate', 'embed', 'rerank'] as const;

export type Task = (typeof tasks)[number];
