import type { Random } from '../random';

/**
 * A length around a mean, in tokens: the sum of two exponentials, so that its coefficient of variation is 0.71. Assumed for
 * workloads without a trace; in the Azure conversation trace of 2023 that of prompts is 0.96 and that of answers 0.77.
 *
 * @param longest no longer than this; the mean of what is drawn falls accordingly
 */
export function drawnLength(random: Random, meanTokens: number, longest: number): number {
  const drawn = (meanTokens / 2) * (random.exponential() + random.exponential());
  return Math.min(longest, Math.max(1, Math.round(drawn)));
}
