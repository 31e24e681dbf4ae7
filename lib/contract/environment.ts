/** Environment variables of the lambdas. */
export const environmentNames = {
  fleet: 'POLYREGION_FLEET',
} as const;
