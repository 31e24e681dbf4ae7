import { englishNumber } from '../figures/english-number';
/** A number of which every digit is known: three digits, and no decimals from a hundred on. */
export const showNumber = (value: number): string =>
  englishNumber(value, Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });

/** A number of which three digits are enough. */
export const showAbout = (value: number): string => englishNumber(value, { maximumSignificantDigits: 3 });

/** A list price, to the tenth of a cent. */
export const showPrice = (value: number): string => englishNumber(value, { maximumFractionDigits: 3 });

/** A percentage without decimals, except below one percent. */
export const showPercent = (value: number): string =>
  englishNumber(value, Math.abs(value) >= 1 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 1 });

/**
 * A writer for a value and the ends of its range: two digits of the value, three where two do not tell it from an end,
 * since further digits say more than is known. The ends are rounded to the same place as the value.
 */
export function rangeWriter(low: number, value: number, high: number): (one: number) => string {
  const digits = (count: number) => placeWriter(place(value === 0 ? high : value) - count + 1);
  const two = digits(2);
  const isClear = (low === value || two(low) !== two(value)) && (high === value || two(high) !== two(value));
  return isClear ? two : digits(3);
}

/** The power of ten of a number's first digit. */
const place = (value: number): number => Math.floor(Math.log10(Math.abs(value)));

const placeWriter = (power: number) => (one: number) => {
  const rounded = Math.round(one / 10 ** power) * 10 ** power;
  return englishNumber(rounded, { maximumFractionDigits: Math.max(0, -power) });
};
