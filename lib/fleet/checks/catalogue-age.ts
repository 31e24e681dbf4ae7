import { pricesProvenance } from '../../catalogue/prices';
import type { Provenance } from '../../catalogue/provenance';
import { catalogueTables } from '../../catalogue/tables';
import { type Finding, warning } from '../../contract/findings';

/** AWS changes prices and offerings several times a year. */
const maxAgeDays = 90;

const millisecondsPerDay = 24 * 3600 * 1000;

const wholeTableFix = 'compare what the plan uses with AWS, and state what differs in the fleet file';
const pricesFix = 'with AWS credentials, run: npx polyregion prices update';

/** Facts of the catalogue, of prices those of `regions`, that were read too long before `today` to be relied on unseen. */
export function catalogueAgeFindings(today: Date, regions: readonly string[]): Finding[] {
  const tables = Object.entries(catalogueTables).flatMap(([name, provenance]) =>
    ageFindings(today, name, provenance, '', wholeTableFix),
  );
  const prices = regionsByProvenance(regions).flatMap(([provenance, codes]) =>
    ageFindings(today, 'prices', provenance, ` (${codes.join(', ')})`, pricesFix),
  );
  return [...tables, ...prices];
}

function ageFindings(today: Date, name: string, { date, source }: Provenance, where: string, fix: string): Finding[] {
  const days = Math.floor((today.getTime() - Date.parse(date)) / millisecondsPerDay);
  return days <= maxAgeDays
    ? []
    : [
        warning(['catalogue', name], {
          problem: `is old${where}`,
          got: `${date}, ${days} days ago`,
          expected: `at most ${maxAgeDays} days`,
          fix,
          source,
        }),
      ];
}

/** Regions that were read together, so that each reading is warned of once. */
function regionsByProvenance(regions: readonly string[]): [Provenance, string[]][] {
  const readings = new Map<string, [Provenance, string[]]>();
  for (const code of regions) {
    const provenance = pricesProvenance(code);
    const key = `${provenance.date} ${provenance.source}`;
    const [, codes] = readings.get(key) ?? [provenance, []];
    readings.set(key, [provenance, [...codes, code]]);
  }
  return [...readings.values()];
}
