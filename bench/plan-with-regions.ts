import { regionCodes } from '../lib/catalogue/regions';
import type { Plan } from '../lib/plan/plan';

/** A region of the larger plan, and the region whose cells, zones and pins it repeats. */
interface Copy {
  readonly region: string;
  readonly of: string;
}

/** The plan extended to `count` regions by copies of its own regions under other region codes. Figures do not change. */
export function planWithRegions(plan: Plan, count: number): Plan {
  const copies = copiesOf(
    plan.regions.map(({ region }) => region),
    count,
  );
  const repeat = <T>(items: readonly T[], regionOf: (item: T) => string, renamed: (item: T, copy: Copy) => T): T[] =>
    items.flatMap((item) => copies.filter(({ of }) => of === regionOf(item)).map((copy) => renamed(item, copy)));
  const rename = <T extends { readonly region: string }>(item: T, { region }: Copy): T => ({ ...item, region });
  const renameWithZones = <T extends { readonly region: string; readonly zoneIds: readonly string[] }>(
    item: T,
    copy: Copy,
  ): T => ({ ...rename(item, copy), zoneIds: item.zoneIds.map((zoneId) => zoneIn(copy.region, zoneId)) });

  const itself = (region: string): string => region;
  const renamed = (_: string, { region }: Copy): string => region;

  return {
    ...plan,
    fleet: {
      ...plan.fleet,
      jurisdictions: Object.fromEntries(
        Object.entries(plan.fleet.jurisdictions).map(([name, held]) => [name, repeat(held, itself, renamed)]),
      ),
    },
    regions: repeat(
      plan.regions,
      ({ region }) => region,
      (item, copy) => ({
        ...renameWithZones(item, copy),
        subnetZoneIds: item.subnetZoneIds.map((zoneId) => zoneIn(copy.region, zoneId)),
      }),
    ),
    cells: repeat(plan.cells, ({ region }) => region, renameWithZones),
    cellCosts: repeat(plan.cellCosts, ({ region }) => region, rename),
    workloads: plan.workloads.map((workload) => ({
      ...workload,
      regions: repeat(workload.regions, itself, renamed),
      failover: {
        ...workload.failover,
        survivors: repeat(
          workload.failover.survivors,
          ({ lostRegion }) => lostRegion,
          (survivors, { region }) => ({ ...survivors, lostRegion: region }),
        ),
      },
    })),
  };
}

function copiesOf(own: readonly string[], count: number): Copy[] {
  const codes = [...own, ...regionCodes.filter((code) => !own.includes(code))];
  if (count < own.length || count > codes.length) {
    throw new Error(`count: must be ${own.length} to ${codes.length} regions, got ${count}`);
  }
  return codes.slice(0, count).map((region, index) => ({ region, of: own[index % own.length] ?? region }));
}

/** The zone of the same number in another region: `use1-az4` becomes `euw1-az4` in eu-west-1. */
const zoneIn = (region: string, zoneId: string): string =>
  region.replace(/north|south|east|west|central/g, (word) => word.charAt(0)).replaceAll('-', '') +
  zoneId.slice(zoneId.indexOf('-'));
