import type { Figure } from '../../figures/figure';
import type { Plan } from '../../plan/plan';
import { type Commitments, commitments } from '../../plan/prices/commitments';
import { bare, figures, price, words } from '../cells';
import type { Cell, Table } from '../table';

const ways: readonly (keyof Commitments)[] = ['onDemand', 'reservedOneYear', 'capacityBlock', 'spot'];

/** The instances that always run, by the ways in which they could be bought: what one costs by the hour. */
export function commitmentsTable({ cells, cellCosts }: Pick<Plan, 'cells' | 'cellCosts'>): Table {
  const rows = cells.flatMap(({ model, region, minInstances }, index) => {
    const type = cellCosts[index]?.prices[0]?.instanceType;
    return type === undefined || minInstances.value === 0
      ? []
      : [{ model, region, minInstances, type, bought: commitments(type, region) }];
  });
  return {
    title: 'The baseline that always runs, by how it is bought: an instance at list price, USD an hour',
    columns: [
      words('model'),
      words('region'),
      words('type'),
      figures('always run'),
      figures('on demand'),
      figures('reserved, 1 year'),
      figures('Capacity Block'),
      figures('spot'),
    ],
    rows: rows.map(({ model, region, minInstances, type, bought }): Cell[] => [
      model,
      region,
      type,
      bare(minInstances),
      ...ways.map((way) => cellOf(bought[way])),
    ]),
    notes: [
      ...dates(rows.map(({ bought }) => bought)),
      'No price list states a rate of Savings Plans, and none a reservation for three years. An On-Demand Capacity Reservation costs the price on demand, used or not. A negotiated price is stated as pricesUsdPerHour.',
      'A Capacity Block is paid beforehand for a fixed time, and its price has no fee of the operating system. Spot is taken back at two minutes’ notice: no baseline is on it.',
    ],
  };
}

const cellOf = (figure: Figure | undefined): Cell => (figure === undefined ? 'not stated' : price(figure));

const names: Readonly<Record<keyof Commitments, string>> = {
  onDemand: 'on demand',
  reservedOneYear: 'reserved',
  capacityBlock: 'Capacity Block',
  spot: 'spot',
};

/** When each kind of price was read. */
function dates(bought: readonly Commitments[]): string[] {
  const read = ways.flatMap((way) => {
    const days = new Set(bought.flatMap((one) => one[way]?.date ?? []));
    return days.size === 0 ? [] : [`${names[way]} ${[...days].sort().join(' and ')}`];
  });
  return read.length === 0 ? [] : [`Prices were read: ${read.join(', ')}.`];
}
