import type { Figure } from './figure';

/** The same data with every figure as its plain number. */
export type Amounts<T> = T extends Figure
  ? number
  : T extends readonly (infer Item)[]
    ? readonly Amounts<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Amounts<T[Key]> }
      : T;

/** Drops unit, origin and range of every figure in `data`, for example where a plan becomes a template. */
export const amounts = <T>(data: T): Amounts<T> => amountsOf(data) as Amounts<T>;

function amountsOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) {
    return data;
  }
  if (Array.isArray(data)) {
    return data.map(amountsOf);
  }
  return isFigure(data)
    ? data.value
    : Object.fromEntries(Object.entries(data).map(([key, inner]) => [key, amountsOf(inner)]));
}

export const isFigure = (data: object): data is Figure => 'origin' in data && 'unit' in data;
