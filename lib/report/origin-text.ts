import type { Figure } from '../figures/figure';

/** Where a figure comes from, in a line. */
export const originText = ({ origin, source, date }: Figure): string =>
  `${origin}: ${source}${date === undefined ? '' : `, ${date}`}`;
