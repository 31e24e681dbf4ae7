import { type Figure, measured, show } from '../../figures/figure';
import type { MeasuredSeconds } from '../../fleet/measured-seconds';

/** What the fleet measured, where it has, beside what stood there before. Its slow end is the slowest that was seen. */
export function measuredStage(otherwise: Figure, seconds: MeasuredSeconds | undefined): Figure {
  if (seconds === undefined) {
    return otherwise;
  }
  const { p50Seconds, p95Seconds, slowestSeconds, samples, until } = seconds;
  const figure = measured(p50Seconds, 's', {
    source: `the fleet's own launches: median of ${samples}, p95 ${show(p95Seconds)} s; ${otherwise.origin} before: ${show(otherwise.value)} s, so ${driftText(p50Seconds, otherwise.value)}`,
    date: until,
  });
  return slowestSeconds > p50Seconds ? { ...figure, high: slowestSeconds } : figure;
}

/** "+12 %", "−5 %". */
export function driftText(measuredSeconds: number, plannedSeconds: number): string {
  const percent = Math.round((measuredSeconds / plannedSeconds - 1) * 100);
  return plannedSeconds <= 0 ? 'new' : `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
}
