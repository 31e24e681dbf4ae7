import type { Shortening } from '../plan/cold-start/shortenings';

/** Who asks for a way to shorten a cold start: a field, with what it says if it says something, or nobody. */
export const settingText = ({ field, setTo }: Pick<Shortening, 'field' | 'setTo'>): string =>
  field === undefined ? 'deployed so' : setTo === undefined ? field : `${field}: ${setTo}`;
