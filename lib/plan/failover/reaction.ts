import { assumed } from '../../figures/figure';

/** Target tracking acts on three one-minute datapoints above its target. */
export const reactionSeconds = assumed(
  180,
  's',
  'three one-minute datapoints above the target before target tracking launches',
);
