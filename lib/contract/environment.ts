/** Environment variables of the lambdas. */
export const environmentNames = {
  /** Name of the fleet. */
  fleet: 'POLYREGION_FLEET',
  /** JSON object, instance type → USD per hour: negotiated prices of the region. */
  negotiatedPrices: 'POLYREGION_NEGOTIATED_PRICES',
  /** Set by Lambda itself. */
  region: 'AWS_REGION',
} as const;
