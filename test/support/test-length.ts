/** Set by `npm run test:long`; everything else, the gate included, runs the short form. */
export const isLong = process.env.TEST_LENGTH === 'long';

/**
 * How often fast-check tries a property. The short form tries the same inputs every time, because a gate must not depend on
 * luck. The long form tries others each time; where one fails, fast-check prints its seed and the smallest input it found.
 */
export const tries = (short: number, long: number): { numRuns: number; seed?: number } =>
  isLong ? { numRuns: long } : { numRuns: short, seed: 20261123 };
