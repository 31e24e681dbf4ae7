import { assumed } from '../figures/figure';

/** Time from load above its target until target tracking launches an instance, seconds. */
export const targetTrackingReaction = assumed(
  180,
  's',
  'three one-minute datapoints above the target before target tracking launches',
);
