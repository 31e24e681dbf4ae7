import { stringify } from 'yaml';
import { changesPlans, type PriceChanges } from '../prices/price-changes';

/**
 * What to do about newer prices where the price table belongs to an installed package: the lines of the fleet file that
 * state list prices that changed.
 */
export function statedPricesText(changes: PriceChanges, fleetPath: string): string {
  if (!changesPlans(changes)) {
    return 'The plan uses current list prices, types and zones.\n';
  }
  const stated: Record<string, Record<string, number>> = {};
  for (const { instanceType, region, toUsdPerHour } of changes.prices) {
    if (toUsdPerHour !== null) {
      stated[instanceType] = { ...stated[instanceType], [region]: toUsdPerHour };
    }
  }
  const lines =
    Object.keys(stated).length === 0
      ? ''
      : `To plan with the new list prices, add to ${fleetPath}:\n\n${stringify({ pricesUsdPerHour: stated })}\n`;
  return `${lines}Nothing was written: the price table belongs to the installed package. New types and zones come with its next version.\n`;
}
