/**
 * The longest text that an embedding or reranking model beside a workload reads ÷ the mean one, which the fleet file states.
 * Its engine refuses a longer text with 400. Assumed: passages are cut to one length when documents are indexed.
 */
const longestPerMean = 4;

/** Tokens, at most the context of the model. */
export const longestCompanionText = (meanTokens: number, contextTokens: number): number =>
  Math.min(longestPerMean * meanTokens, contextTokens);
