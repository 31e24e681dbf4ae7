/**
 * Seconds that one step of an engine takes. With the number of sequences fixed and no prompt tokens it must be a straight
 * line in the context, so that a run of equal decode steps can be added up at once.
 *
 * @param sequences sequences that generate one token each
 * @param contextTokens tokens that their KV cache holds as the step begins, over all of them
 * @param promptTokens prompt tokens that the step computes
 * @param promptPairs pairs of such a token with those before it in its prompt
 */
export type StepSeconds = (
  sequences: number,
  contextTokens: number,
  promptTokens: number,
  promptPairs: number,
) => number;
