import type { Workload } from '../../fleet/fleet';

type RetrievalWorkload = Extract<Workload, { readonly shape: 'retrieval-analytics' }>;

/** The questions of a retrieval workload as its embedding and ranking models see them: texts to read, none to write. */
export function companions(workload: Workload): Workload[] {
  switch (workload.shape) {
    case 'retrieval-analytics':
      return retrievalModels(workload);
    case 'realtime-assistant':
    case 'batch-inference':
      return [];
    default:
      return workload satisfies never;
  }
}

function retrievalModels({ retrieval, ...workload }: RetrievalWorkload): RetrievalWorkload[] {
  if (retrieval === undefined) {
    return [];
  }
  const { embeddingModel, rerankingModel, questionTokens, candidatePassages, passageTokens } = retrieval;
  const reads = (model: string | undefined, tokens: number): RetrievalWorkload[] =>
    model === undefined ? [] : [{ ...workload, model, ...textOf(workload, tokens) }];
  return [
    ...reads(embeddingModel, questionTokens),
    ...reads(rerankingModel, candidatePassages * (questionTokens + passageTokens)),
  ];
}

/** One text of the same rate. Its latency is part of the time to first token, and small in it. */
const textOf = (
  { demand }: Pick<Workload, 'demand'>,
  tokens: number,
): Pick<Workload, 'demand' | 'maxInputTokens' | 'maxOutputTokens'> => ({
  demand: {
    ...demand,
    meanInputTokens: tokens,
    meanOutputTokens: 1,
    stated: [...demand.stated, 'meanInputTokens', 'meanOutputTokens'],
  },
  maxInputTokens: tokens,
  maxOutputTokens: 1,
});
