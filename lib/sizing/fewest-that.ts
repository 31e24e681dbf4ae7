/** Searched up to so many times the number at which the search begins. */
const searchedRatio = 4;

/**
 * What `found` says of the least number that it says anything of. More instances never break what fewer keep, so that the
 * search goes from `start` in growing steps to a number on the other side, and halves what lies between.
 *
 * @param start at least 1
 * @returns undefined where even four times `start` is not enough
 */
export function fewestThat<T>(start: number, found: (count: number) => T | undefined): T | undefined {
  const most = start * searchedRatio;
  let best = found(start);
  /** The highest number that is known not to be enough, and the least that is known to be. */
  let [short, enough] = best === undefined ? [start, most + 1] : [0, start];
  for (let step = 1; best === undefined && short < most; step *= 2) {
    const above = Math.min(most, short + step);
    best = found(above);
    [short, enough] = best === undefined ? [above, enough] : [short, above];
  }
  for (let step = 1; short === 0 && enough > 1; step *= 2) {
    const below = Math.max(1, enough - step);
    const fewer = found(below);
    [short, enough, best] = fewer === undefined ? [below, enough, best] : [short, below, fewer];
  }
  while (best !== undefined && enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    const fewer = found(middle);
    [short, enough, best] = fewer === undefined ? [middle, enough, best] : [short, middle, fewer];
  }
  return best;
}
