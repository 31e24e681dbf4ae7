import { siliconSample } from '../../lib/throughput/measurements/observations';
import type { Fold } from './folds';
import { rangeDeviations } from './range-deviations';
import type { Widths } from './summary';

const both = (folds: readonly Fold[]) => ({
  perOutputToken: rangeDeviations(folds, 'perOutputToken'),
  firstToken: rangeDeviations(folds, 'firstToken'),
});

/** The silicon sample is of one source, so that only the fold itself is left out there. */
export function widthsOf(folds: readonly Fold[]): Widths {
  const known = new Map<string, ReturnType<typeof both>>();
  return {
    printed: both(folds),
    without: (fold) => {
      const inSample = fold.source === siliconSample;
      const key = inSample ? fold.group : fold.source;
      const widths =
        known.get(key) ??
        both(folds.filter((other) => (inSample ? other.group !== fold.group : other.source !== fold.source)));
      known.set(key, widths);
      return widths;
    },
  };
}
