import { compareRows } from '../../lib/catalogue/table-text';
import { isPlannedRegion } from './prices';
import { type Row, writeTable } from './raw-tables';

const column = 'reserved1yStandardNoUpfrontUsdPerHour_2026-01-21';

export function importReservedPrices(rows: readonly Row[], planned: ReadonlySet<string>): void {
  writeTable(
    'reserved-prices.json',
    {
      source: 'tsaol/aws-gpu 77fcd9fd (vantage)',
      url: 'https://aws.amazon.com/ec2/pricing/reserved-instances/pricing/',
      date: '2026-01-21',
      licence: 'facts only',
      note: 'Standard Reserved Instances for one year, nothing paid upfront; no rates of Savings Plans and none for three years were published',
    },
    ['instanceType', 'region', 'usdPerHour'],
    rows
      .filter((row) => planned.has(row.instanceType ?? '') && isPlannedRegion(row.region) && row[column])
      .map((row) => [row.instanceType ?? '', row.region ?? '', Number(row[column])])
      .sort(compareRows),
  );
}
