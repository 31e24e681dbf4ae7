import { promisedPercentile } from '../contract/promised-percentile';
import type { LatencyObjectives } from '../fleet/schema/objectives-schema';
import type { Observed } from './rehearsal';

/** Whether as many requests as were promised it see it, and none is refused. */
export const keepsPromises = (
  { shedRatio, timeToFirstTokenSeconds, timePerOutputTokenSeconds }: Observed,
  promise: LatencyObjectives,
): boolean => {
  const at = promisedPercentile(promise);
  return (
    shedRatio === 0 &&
    timeToFirstTokenSeconds[at] <= promise.timeToFirstTokenSeconds &&
    // NaN where every answer has one token
    !(timePerOutputTokenSeconds[at] > promise.timePerOutputTokenSeconds)
  );
};
