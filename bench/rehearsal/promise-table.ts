import { type AtBothEnds, circumstances, type PromiseRow } from './examples';

export const promiseHeads = ['fleet', 'workload', 'promise', ...circumstances] as const;

/** Each promise beside what was simulated. */
export const promiseCells = (rows: readonly PromiseRow[]): string[][] =>
  rows.map(({ fleet, workload, promise, seconds, sizedAt, seen }) => [
    fleet,
    workload,
    `${promise} ${written(seconds)}`,
    ...seen.map((one) => (one === undefined ? '–' : `${range(one)}${one[sizedAt] <= seconds ? '' : ' !'}`)),
  ]);

const range = ({ central, cautious }: AtBothEnds): string =>
  written(central) === written(cautious) ? written(central) : `${written(central)} – ${written(cautious)}`;

function written(seconds: number): string {
  return seconds > 600
    ? `${(seconds / 3600).toFixed(1)} h`
    : seconds >= 1
      ? `${Number(seconds.toPrecision(3))} s`
      : `${Math.round(seconds * 1000)} ms`;
}
