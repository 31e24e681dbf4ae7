import { derived, type Figure, show } from '../../figures/figure';

/** Traffic is searched up to so many times what is expected. */
export const searchedTimes = 64;

/** Traffic is searched to within this ratio: sizes step by whole instances, so a narrower answer would say more than is known. */
const within = 1.05;

/**
 * The lowest mean demand found at which a hosted request costs no more than a bought one. The plan is made again for each
 * demand that is tried. Undefined where no demand up to `searchedTimes` what is expected makes hosting cheaper.
 *
 * @param hostedAt USD a hosted request would cost at so many times the demand; undefined where that cannot be planned
 */
export function hostingWinsFrom(
  mean: Figure,
  bought: Figure,
  hostedAt: (times: number) => number | undefined,
): Figure | undefined {
  const wins = (times: number): boolean => (hostedAt(times) ?? Number.POSITIVE_INFINITY) <= bought.value;
  let high = 2;
  while (!wins(high)) {
    high *= 2;
    if (high > searchedTimes) {
      return undefined;
    }
  }
  let low = high / 2;
  while (high / low > within) {
    const middle = Math.sqrt(low * high);
    if (wins(middle)) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return derived(
    mean.value * high,
    'requests/s',
    `${show(mean.value)} requests/s × ${show(high)}: planned again at that demand by arithmetic, with today's ratio of simulated to arithmetic sizes, a hosted request costs at most ${show(bought.value)} USD`,
    { low: mean.value * low, high: mean.value * high, from: [mean, bought] },
  );
}
