import * as z from 'zod/mini';
import { listOf, positive, text } from './schema-parts';

/** Environment variables of the lambdas. */
export const environmentNames = {
  /** Name of the fleet. */
  fleet: 'POLYREGION_FLEET',
  /** JSON array: names of the models with a cell in the region. */
  models: 'POLYREGION_MODELS',
  /** JSON object, model → what the recorder compares its cell in the region with. */
  reviewedCells: 'POLYREGION_REVIEWED_CELLS',
  /** Name of the table that records sick instances. */
  repairTable: 'POLYREGION_REPAIR_TABLE',
  /** JSON object, model → seconds after which an instance that only says that it is not ready is lost. */
  launchLimits: 'POLYREGION_LAUNCH_LIMITS',
  /** JSON object, instance type → USD per hour: negotiated prices of the region. */
  negotiatedPrices: 'POLYREGION_NEGOTIATED_PRICES',
  /** Set by Lambda itself. */
  region: 'AWS_REGION',
} as const;

/** Content of the variable that holds the models. */
export const modelNames = listOf(text, 'model names');

/** Content of the variable that holds the limits of launches, seconds by model. */
export const launchLimits = z.record(text, positive);

/** Content of the variable that holds negotiated prices, USD per hour by instance type. */
export const negotiatedPrices = z.record(text, positive);
