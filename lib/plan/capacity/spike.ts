import { targetTrackingReaction } from '../../catalogue/target-tracking';
import { derived, type Figure, show } from '../../figures/figure';
import type { CellSizes } from './cell-sizes';

/** What happens while new instances load. */
export interface SpikePlan {
  /** How long before the demand a scheduled or predictive minimum must be raised. */
  readonly leadSeconds: Figure;
  /** From a jump in demand until the instances that target tracking launches for it answer. */
  readonly loadingSeconds: Figure;
  /** Share of requests refused until then, if demand jumps at once from what the minimum serves to what the maximum serves. */
  readonly shedRatio: Figure;
  /** The same in requests. */
  readonly shedRequests: Figure;
}

export function spikePlan(
  { minInstances: min, maxInstances: max }: CellSizes,
  each: Figure,
  coldStartAtMost: Figure,
): SpikePlan {
  const loadingSeconds = derived(
    targetTrackingReaction.value + coldStartAtMost.value,
    's',
    `${targetTrackingReaction.value} s until a launch + ${coldStartAtMost.value} s cold start at its slow end`,
    { from: [targetTrackingReaction, coldStartAtMost] },
  );
  const missing = Math.max(0, max.value - min.value);
  return {
    leadSeconds: derived(coldStartAtMost.value, 's', 'the slow end of the cold start', { from: [coldStartAtMost] }),
    loadingSeconds,
    shedRatio: derived(
      max.value === 0 ? 0 : missing / max.value,
      'ratio',
      `(${max.value} − ${min.value}) ÷ ${max.value} instances`,
      { from: [max, min] },
    ),
    shedRequests: derived(
      missing * each.value * loadingSeconds.value,
      'requests',
      `(${max.value} − ${min.value}) instances × ${show(each.value)} requests/s × ${loadingSeconds.value} s`,
      { from: [max, min, each, loadingSeconds] },
    ),
  };
}
