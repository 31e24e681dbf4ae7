/** Environment variables of the lambdas. */
export const environmentNames = {
  /** Name of the fleet. */
  fleet: 'POLYREGION_FLEET',
  /** JSON array: names of the models with a cell in the region. */
  models: 'POLYREGION_MODELS',
  /** JSON object, model → what the plan expects of its cold start in the region. */
  expectedColdStarts: 'POLYREGION_EXPECTED_COLD_STARTS',
  /** Name of the table that remembers who was sick. */
  repairTable: 'POLYREGION_REPAIR_TABLE',
  /** JSON object, instance type → USD per hour: negotiated prices of the region. */
  negotiatedPrices: 'POLYREGION_NEGOTIATED_PRICES',
  /** Set by Lambda itself. */
  region: 'AWS_REGION',
} as const;
