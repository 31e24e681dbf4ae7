import { longestCompanionText } from '../../fleet/companion-texts';
import type { Demand, Model, Workload } from '../../fleet/fleet';

type RetrievalWorkload = Extract<Workload, { readonly shape: 'retrieval-analytics' }>;

/** The questions of a retrieval workload as its embedding and ranking models see them: texts to read, none to write. */
export function companions(workload: Workload, models: readonly Model[]): Workload[] {
  switch (workload.shape) {
    case 'retrieval-analytics':
      return retrievalModels(workload, models);
    case 'realtime-assistant':
    case 'batch-inference':
      return [];
    default:
      return workload satisfies never;
  }
}

interface Texts {
  readonly perQuestion: number;
  readonly meanTokens: number;
}

/**
 * The engine takes a call of `/rerank` apart: each passage is one request with the question before it, so that the longest
 * pair bounds what it accepts, and its limits on running and queued requests count pairs.
 *
 * @see https://github.com/vllm-project/vllm/blob/06cbb4e826391ee267b27727abe8f9a9872f92c3/vllm/entrypoints/pooling/score/serving.py
 * `_cross_encoding_score`, read 2026-11-27
 */
function retrievalModels({ retrieval, ...workload }: RetrievalWorkload, models: readonly Model[]): RetrievalWorkload[] {
  if (retrieval === undefined) {
    return [];
  }
  const { embeddingModel, rerankingModel, questionTokens, candidatePassages, passageTokens } = retrieval;
  const reads = (name: string | undefined, texts: Texts): RetrievalWorkload[] => {
    const model = models.find((one) => one.name === name);
    return model === undefined ? [] : [{ ...workload, model: model.name, ...textsOf(workload.demand, texts, model) }];
  };
  return [
    ...reads(embeddingModel, { perQuestion: 1, meanTokens: questionTokens }),
    ...reads(rerankingModel, { perQuestion: candidatePassages, meanTokens: questionTokens + passageTokens }),
  ];
}

/** The latency of the texts is part of the time to first token, and small in it. */
const textsOf = (
  demand: Demand,
  { perQuestion, meanTokens }: Texts,
  { contextTokens }: Model,
): Pick<Workload, 'demand' | 'maxInputTokens' | 'maxOutputTokens'> => ({
  demand: {
    ...demand,
    meanRequestsPerSecond: demand.meanRequestsPerSecond * perQuestion,
    peakRequestsPerSecond: demand.peakRequestsPerSecond * perQuestion,
    meanInputTokens: meanTokens,
    meanOutputTokens: 1,
    stated: [...demand.stated, 'meanInputTokens', 'meanOutputTokens'],
    ...(perQuestion > 1 && { textsPerQuestion: perQuestion }),
  },
  maxInputTokens: longestCompanionText(meanTokens, contextTokens - 1),
  maxOutputTokens: 1,
});
