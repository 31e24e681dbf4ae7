import { number } from '../../template/values';

/** Ranges shorter than this prefix are the internet in pieces. */
const shortestPrefix = 8;

/** Bits of the prefix of an address range that is written out; NaN for anything else. */
export const prefixOf = (range: unknown): number =>
  typeof range === 'string' ? number(range.split('/')[1] ?? '128') : Number.NaN;

export const isInternet = (range: unknown): boolean => prefixOf(range) < shortestPrefix;

/** Whether a range is known to be less than the internet: what cannot be read is not. */
export const isLessThanInternet = (range: unknown): boolean => prefixOf(range) >= shortestPrefix;
