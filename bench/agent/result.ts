import { terminalTable } from '../../lib/report/terminal-table';

/** One measured figure, with its limit where it has one. */
export interface Result {
  readonly what: string;
  readonly measured: string;
  readonly limit?: string;
  readonly passed?: boolean;
}

export const atMost = (what: string, value: number, unit: string, most: number): Result => ({
  what,
  measured: withUnit(figure(value), unit),
  limit: withUnit(`≤ ${most}`, unit),
  passed: value <= most,
});

export const atLeast = (what: string, value: number, unit: string, least: number): Result => ({
  what,
  measured: withUnit(figure(value), unit),
  limit: withUnit(`≥ ${least}`, unit),
  passed: value >= least,
});

/** A figure without a limit, for information. */
export const said = (what: string, measured: string): Result => ({ what, measured });

const withUnit = (text: string, unit: string): string => `${text} ${unit}`.trimEnd();

export const figure = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

export const resultTable = (title: string, results: readonly Result[]): string =>
  terminalTable(
    title,
    ['what', 'measured', 'limit', ''],
    results.map(({ what, measured, limit = '', passed }) => [
      what,
      measured,
      limit,
      passed === undefined ? '' : passed ? 'pass' : 'FAIL',
    ]),
  );
