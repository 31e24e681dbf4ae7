import type { PriceRow, PriceTable } from '../catalogue/price-table';

interface Place {
  readonly instanceType: string;
  readonly region: string;
}

export interface PriceChange extends Place {
  /** On-demand price; null where none is published. */
  readonly fromUsdPerHour: number | null;
  readonly toUsdPerHour: number | null;
  /** New price ÷ old price − 1; null where either is missing. */
  readonly changeRatio: number | null;
}

export interface OfferingChange extends Place {
  readonly onDemandUsdPerHour: number | null;
  readonly zoneIds: readonly string[];
}

export interface ZoneChange extends Place {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** What differs between two price tables. */
export interface PriceChanges {
  readonly prices: readonly PriceChange[];
  readonly appeared: readonly OfferingChange[];
  readonly disappeared: readonly OfferingChange[];
  readonly zones: readonly ZoneChange[];
  /** Spot prices that differ, among the pairs of a type and a zone that both tables have. */
  readonly spot: { readonly moved: number; readonly compared: number };
}

/** Whether offers or list prices changed. Spot prices do not count, because they move by the hour. */
export const changesPlans = ({ prices, appeared, disappeared, zones }: PriceChanges): boolean =>
  [prices, appeared, disappeared, zones].some((list) => list.length > 0);

/** What differs in `regions`. */
export function priceChanges(before: PriceTable, after: PriceTable, regions: readonly string[]): PriceChanges {
  const [old, current] = [rowsByPlace(before, regions), rowsByPlace(after, regions)];
  const pairs = [...current].flatMap(([key, row]) => {
    const was = old.get(key);
    return was === undefined ? [] : [[was, row] as const];
  });
  const spot = pairs.flatMap(([was, row]) => spotMoves(was, row));
  return {
    prices: pairs.filter(([was, row]) => was[2] !== row[2]).map(([was, row]) => priceChange(was, row)),
    appeared: [...current].filter(([key]) => !old.has(key)).map(([, row]) => offeringChange(row)),
    disappeared: [...old].filter(([key]) => !current.has(key)).map(([, row]) => offeringChange(row)),
    zones: pairs
      .map(([was, row]) => ({ ...place(row), gained: missingIn(was, row), lost: missingIn(row, was) }))
      .filter(({ gained, lost }) => gained.length + lost.length > 0),
    spot: { moved: spot.filter(Boolean).length, compared: spot.length },
  };
}

const rowsByPlace = ({ rows }: PriceTable, regions: readonly string[]): Map<string, PriceRow> =>
  new Map(rows.filter(([, region]) => regions.includes(region)).map((row) => [`${row[0]} ${row[1]}`, row]));

const place = ([instanceType, region]: PriceRow): Place => ({ instanceType, region });

const priceChange = (was: PriceRow, row: PriceRow): PriceChange => ({
  ...place(row),
  fromUsdPerHour: was[2],
  toUsdPerHour: row[2],
  changeRatio: was[2] === null || row[2] === null ? null : row[2] / was[2] - 1,
});

const offeringChange = (row: PriceRow): OfferingChange => ({
  ...place(row),
  onDemandUsdPerHour: row[2],
  zoneIds: row[3],
});

/** Zones of `row` that `other` lacks. */
const missingIn = (other: PriceRow, row: PriceRow): string[] => row[3].filter((zone) => !other[3].includes(zone));

/** One entry for each zone that both rows have: whether its spot price differs. */
const spotMoves = (was: PriceRow, row: PriceRow): boolean[] =>
  row[3].flatMap((zone, index) => {
    const before = was[3].indexOf(zone);
    return before < 0 ? [] : [was[4][before] !== row[4][index]];
  });
