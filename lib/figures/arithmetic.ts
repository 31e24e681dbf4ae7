import { assumed, derived, type Figure, show } from './figure';
import { hoursPerMonth } from './hours';

export const monthHours = assumed(hoursPerMonth, 'h', 'a mean month, 8,760 h ÷ 12');

/** The product of figures that are not negative. Its range is the product of their ranges. */
export const product = (unit: string, ...factors: readonly Figure[]): Figure =>
  combined(unit, factors, (values) => values.reduce((a, b) => a * b, 1), ' × ');

/** The sum of figures of one unit. Its range is the sum of their ranges. The sum of one figure is the figure itself. */
export const sum = (unit: string, terms: readonly Figure[]): Figure =>
  terms.length === 1
    ? (terms[0] as Figure)
    : combined(unit, terms, (values) => values.reduce((a, b) => a + b, 0), ' + ');

/** A figure in another unit, or a constant multiple of it. */
export const scaled = (figure: Figure, factor: number, unit: string, arithmetic: string): Figure =>
  derived(figure.value * factor, unit, `${named(figure)} ${arithmetic}`, {
    ...range(figure.value * factor, low(figure) * factor, high(figure) * factor),
    from: [figure],
  });

export const low = (figure: Figure): number => figure.low ?? figure.value;
export const high = (figure: Figure): number => figure.high ?? figure.value;

/** Keeps only the ends of the range that differ from the value. */
export const range = (value: number, least: number, most: number): Pick<Figure, 'low' | 'high'> => ({
  ...(least < value ? { low: least } : {}),
  ...(most > value ? { high: most } : {}),
});

function combined(
  unit: string,
  figures: readonly Figure[],
  combine: (values: number[]) => number,
  sign: string,
): Figure {
  const value = combine(figures.map((figure) => figure.value));
  return derived(value, unit, figures.map(named).join(sign), {
    ...range(value, combine(figures.map(low)), combine(figures.map(high))),
    from: figures,
  });
}

const named = ({ value, unit }: Figure): string => `${show(value)} ${unit}`;
