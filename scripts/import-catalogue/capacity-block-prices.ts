import { compareRows } from '../../lib/catalogue/table-text';
import { isPlannedRegion } from './prices';
import { type Row, writeTable } from './raw-tables';

export function importCapacityBlockPrices(rows: readonly Row[], planned: ReadonlySet<string>): void {
  writeTable(
    'capacity-block-prices.json',
    {
      source: 'koyakimu/ec2-capacity-blocks-for-ml-pricing-json, commit b3a54aee',
      url: 'https://aws.amazon.com/ec2/capacityblocks/pricing/',
      date: '2026-07-22',
      licence: 'facts only',
      note: "AWS's page, without the operating system fee; it changes often; Local Zones left out",
    },
    ['instanceType', 'region', 'usdPerHour'],
    rows
      .filter(({ instanceType, regionCode }) => planned.has(instanceType ?? '') && isPlannedRegion(regionCode))
      .map((row) => [row.instanceType ?? '', row.regionCode ?? '', Number(row.usdPerHour)])
      .sort(compareRows),
  );
}
