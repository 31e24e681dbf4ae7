import type { MeasurementOrder } from '../contract/measurement';
import type { MeasurementPlan } from './measurement-plan';

/** What the instance is told of a measurement. */
export const measurementOrderOf = (
  { requests, steps, maxConcurrentRequests, stepLimitSeconds }: MeasurementPlan,
  run: string,
  documentUrl: string,
): MeasurementOrder => ({
  run,
  steps: steps.map(({ concurrency, requests: count, requestsPerSecond }) => ({
    concurrency,
    requests: count,
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
  })),
  inputTokens: requests.inputTokens,
  sharedInputTokens: requests.sharedInputTokens,
  outputTokens: requests.outputTokens,
  ...(requests.timePerOutputTokenSeconds !== undefined && {
    timePerOutputTokenSeconds: requests.timePerOutputTokenSeconds,
  }),
  maxConcurrentRequests,
  stepLimitSeconds,
  documentUrl,
});
