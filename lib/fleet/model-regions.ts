import type { WrittenFleet } from './schema';

/** Every model that serves a workload: the one that answers, and those that embed and rank for it. */
export const modelsOf = ({ model, retrieval }: WrittenFleet['workloads'][number]): string[] =>
  [model, retrieval?.embeddingModel, retrieval?.rerankingModel].filter((name) => name !== undefined);

/** Every region in which a model has a cell, each once. */
export function modelRegions(
  { workloads, jurisdictions }: Pick<WrittenFleet, 'workloads' | 'jurisdictions'>,
  name: string,
): string[] {
  const users = workloads.filter((workload) => modelsOf(workload).includes(name));
  const regions = users.flatMap(
    ({ jurisdiction }) => Object.entries(jurisdictions).find(([known]) => known === jurisdiction)?.[1] ?? [],
  );
  return [...new Set(regions)];
}
