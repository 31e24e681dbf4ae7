/** Quantiles of values in ascending order, by nearest rank: the least value that such a share of them does not exceed. */
export const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Sorts the values in place. NaN where there are none. */
export function quantilesOf(values: Float64Array): Quantiles {
  values.sort();
  return { p50: quantile(values, 0.5), p95: quantile(values, 0.95), p99: quantile(values, 0.99) };
}
