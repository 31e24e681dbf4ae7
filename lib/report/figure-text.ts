import type { Figure } from '../figures/figure';

/** A figure for a table cell: value, range, unit and the initial of its origin, explained by {@link legend}. */
export function figureText(figure: Figure, digits = 2): string {
  const { value, unit, low, high, origin } = figure;
  const format = (one: number): string => one.toLocaleString('en-US', { maximumFractionDigits: digits });
  const range = low === undefined || high === undefined ? '' : ` (${format(low)}–${format(high)})`;
  const counted = value === 1 ? unit.replace(/^(instance|replica|request)s$/, '$1') : unit;
  return [`${format(value)}${range}`, counted, origin[0]].filter((part) => part !== '').join(' ');
}

export const legend = 'm measured · p published · d derived · a assumed; ranges in brackets';

/** A ratio as percent, with the initial of its origin. */
export const shareText = ({ value, origin }: Figure): string => `${Math.round(value * 100)} % ${origin[0]}`;

/** Money without cents, with the initial of its origin. */
export const usdText = ({ value, origin }: Figure): string =>
  `${Math.round(value).toLocaleString('en-US')} ${origin[0]}`;

/** Seconds without their unit, with the initial of their origin. */
export const secondsText = ({ value, origin }: Figure): string => `${Math.round(value)} ${origin[0]}`;

/** The same with their range. */
export const rangeText = ({ value, low = value, high = value, origin }: Figure): string =>
  `${Math.round(value)} (${Math.round(low)}–${Math.round(high)}) ${origin[0]}`;

/** Where a figure comes from, in a line. */
export const originText = ({ origin, source, date }: Figure): string =>
  `${origin}: ${source}${date === undefined ? '' : `, ${date}`}`;
