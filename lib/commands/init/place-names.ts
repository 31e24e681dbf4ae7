import { countriesOfJurisdiction } from '../../catalogue/jurisdictions';
import { region } from '../../catalogue/regions';

const jurisdictionNames = [
  'united-states',
  'european-union',
  'united-kingdom',
  'canada',
  'japan',
  'india',
  'australia',
] as const;

/** The jurisdiction in which all of these regions lie; undefined where no single one holds them. */
export const jurisdictionOf = (codes: readonly string[]): string | undefined =>
  jurisdictionNames.find((name) =>
    codes.every((code) => countriesOfJurisdiction(name)?.includes(region(code)?.country ?? '')),
  );
