import type { Workload } from '../../fleet/fleet';

/** The questions of a retrieval workload as its embedding and ranking models see them: texts to read, none to write. */
export function companions(workload: Workload): Workload[] {
  const { retrieval } = workload;
  if (retrieval === undefined) {
    return [];
  }
  const { embeddingModel, rerankingModel, questionTokens, candidatePassages, passageTokens } = retrieval;
  const reads = (model: string | undefined, tokens: number): Workload[] =>
    model === undefined ? [] : [{ ...workload, model, retrieval: undefined, ...textOf(workload, tokens) }];
  return [
    ...reads(embeddingModel, questionTokens),
    ...reads(rerankingModel, candidatePassages * (questionTokens + passageTokens)),
  ];
}

/** One text of the same rate. Its latency is part of the time to first token, and small in it. */
const textOf = (
  { demand }: Workload,
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
