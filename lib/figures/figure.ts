import { englishNumber } from './english-number';
/** How a number came to be known. */
export const origins = ['measured', 'published', 'derived', 'stated', 'assumed'] as const;
export type Origin = (typeof origins)[number];

/** A number with its unit and where it comes from. Nothing the plan prints is without one. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly origin: Origin;
  /** Its measurer or publisher, the arithmetic that derives it, where it is stated, or the reason for assuming it. */
  readonly source: string;
  /** ISO 8601: a day, a month or a year. Every measured or published figure has it. */
  readonly date?: string;
  /** The range that the true value is expected in, where the value is not measured. */
  readonly low?: number;
  readonly high?: number;
  /** The inputs of a derived figure. In a finished plan, a figure of the plan is given by its path, any other as a whole. */
  readonly from?: readonly (Figure | string)[];
}

/** A source and its date: ISO 8601, a day, a month or a year. */
export interface Cited {
  readonly source: string;
  readonly date: string;
}

export const measured = (value: number, unit: string, { source, date }: Cited): Figure => ({
  value,
  unit,
  origin: 'measured',
  source,
  date,
});

export const published = (value: number, unit: string, { source, date }: Cited): Figure => ({
  value,
  unit,
  origin: 'published',
  source,
  date,
});

export interface Derivation {
  readonly low?: number;
  readonly high?: number;
  readonly from?: readonly Figure[];
}

export const derived = (value: number, unit: string, arithmetic: string, derivation: Derivation = {}): Figure => ({
  value,
  unit,
  origin: 'derived',
  source: arithmetic,
  ...derivation,
});

export const assumed = (
  value: number,
  unit: string,
  reason: string,
  range: Pick<Derivation, 'low' | 'high'> = {},
): Figure => ({
  value,
  unit,
  origin: 'assumed',
  source: reason,
  ...range,
});

/** A figure that the owner of the fleet decides or vouches for: an objective, a budget, a demand, a negotiated price. */
export const stated = (value: number, unit: string, field: string): Figure => ({
  value,
  unit,
  origin: 'stated',
  source: `in the fleet file, ${field}`,
});

/** The ends of a range that promise less: a lower rate, a higher latency. */
export const cautiousRate = ({ value, low }: Figure): number => low ?? value;
export const cautiousLatency = ({ value, high }: Figure): number => high ?? value;

/** Rounded for reading inside an arithmetic; the figure itself keeps every digit. */
export const show = (value: number): string =>
  englishNumber(value, { maximumSignificantDigits: 4, maximumFractionDigits: 4, useGrouping: true });
