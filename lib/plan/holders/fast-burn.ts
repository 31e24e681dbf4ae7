/** A budget that is spent this many times faster than evenly is gone in five days. Assumed: jobs come in bursts, a runaway stays. */
export const fastBurnFactor = 6;
