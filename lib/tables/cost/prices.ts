import type { Figure } from '../../figures/figure';
import type { Plan } from '../../plan/plan';
import { figures, price, words } from '../cells';
import type { Table } from '../table';

/** What an instance costs by the hour, each type once in a region, and where its price comes from. */
export function pricesTable({ cellCosts }: Pick<Plan, 'cellCosts'>): Table {
  const all = cellCosts.flatMap(({ region, prices, spotUsdPerHour }) => [
    ...prices.map(({ instanceType, usdPerHour }) => ({
      instanceType,
      region,
      bought: 'on demand',
      usdPerHour,
      source: sourceOf(usdPerHour),
    })),
    ...(spotUsdPerHour === undefined
      ? []
      : [
          {
            instanceType: prices[0]?.instanceType ?? '',
            region,
            bought: 'spot',
            usdPerHour: spotUsdPerHour,
            source: spotSourceOf(spotUsdPerHour),
          },
        ]),
  ]);
  const distinct = new Map(all.map((one) => [`${one.instanceType} ${one.region} ${one.bought}`, one]));
  return {
    title: 'Prices of an instance',
    columns: [words('type'), words('region'), words('bought'), figures('price', 'USD/h'), words('source')],
    rows: [...distinct.values()].map(({ instanceType, region, bought, usdPerHour, source }) => [
      instanceType,
      region,
      bought,
      price(usdPerHour),
      source,
    ]),
  };
}

const sourceOf = ({ origin, date }: Figure): string =>
  origin === 'published' ? `list price, ${date}` : 'stated in the fleet file';

/** Without a published spot price the plan counts with the price on demand. */
const spotSourceOf = ({ origin, date }: Figure): string =>
  origin === 'published' ? `spot price at one instant, ${date}` : 'no spot price published: price on demand';
