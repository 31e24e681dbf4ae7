/** The smallest value that at least this share of the weight does not exceed. */
export function weightedQuantile<T>(
  items: readonly T[],
  { value, weight, share }: { value: (item: T) => number; weight: (item: T) => number; share: number },
): number {
  const sorted = [...items].sort((a, b) => value(a) - value(b));
  const needed = share * items.reduce((sum, item) => sum + weight(item), 0);
  let seen = 0;
  for (const item of sorted) {
    seen += weight(item);
    if (seen >= needed) {
      return value(item);
    }
  }
  return Number.NaN;
}
