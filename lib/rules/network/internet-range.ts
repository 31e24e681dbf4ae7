import { number } from '../../template/values';

/** A range with a prefix shorter than this counts as a part of the internet. */
const shortestPrefix = 8;

/** Prefix length of a literal address range, bits; NaN for anything else. */
export const prefixOf = (range: unknown): number =>
  typeof range === 'string' ? number(range.split('/')[1] ?? '128') : Number.NaN;

export const isInternet = (range: unknown): boolean => prefixOf(range) < shortestPrefix;

/** Whether a range is known to be narrower than the internet. A range that cannot be read is not. */
export const isLessThanInternet = (range: unknown): boolean => prefixOf(range) >= shortestPrefix;
