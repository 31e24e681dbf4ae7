import type { LatencyObjectives } from '../fleet/schema/objectives-schema';
import type { Observed } from './rehearsal';

/** Whether 95 of 100 requests see what was promised, and none is refused. */
export const keepsPromises = (
  { shedRatio, timeToFirstTokenSeconds, timePerOutputTokenSeconds }: Observed,
  promise: LatencyObjectives,
): boolean =>
  shedRatio === 0 &&
  timeToFirstTokenSeconds.p95 <= promise.timeToFirstTokenSeconds &&
  // NaN where every answer has one token
  !(timePerOutputTokenSeconds.p95 > promise.timePerOutputTokenSeconds);
