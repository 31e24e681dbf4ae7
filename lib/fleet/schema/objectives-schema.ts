import { z } from 'zod';
import { percentiles } from '../../contract/promised-percentile';

const positive = z.number().gt(0).lte(1e6);

const timeToFirstTokenSeconds = positive.meta({
  description:
    'TTFT objective. At planned load the slow end of the mean TTFT must meet it, or the p95 where the fleet has measured TTFT. The alarm fires if the p95 is above it. Required unless the shape is batch-inference.',
  unit: 'seconds',
  examples: [1],
});

const timePerOutputTokenSeconds = positive.meta({
  description:
    'TPOT objective. The plan compares it in the same way, and no alarm reads it. Required unless the shape is batch-inference.',
  unit: 'seconds',
  examples: [0.05],
});

const percentile = z
  .literal(percentiles)
  .optional()
  .meta({
    description:
      'How many of 100 requests must meet the latency objectives where requests are simulated: by npx polyregion rehearse, and for sizes with `sizing: simulated`. The alarm about the time to first token judges this percentile too. Default: 95.',
    examples: [99],
  });

const deadlineHours = positive.meta({
  description:
    "Only for batch-inference: hours in which a day's requests, handed in at once, must be done. Default: 24.",
  unit: 'hours',
  examples: [8],
});

/** The objectives as the fleet file states them, whatever the shape: what does not fit the shape is a finding of its own. */
export const objectivesSchema = z
  .strictObject({
    timeToFirstTokenSeconds: timeToFirstTokenSeconds.optional(),
    timePerOutputTokenSeconds: timePerOutputTokenSeconds.optional(),
    percentile,
    deadlineHours: deadlineHours.optional(),
  })
  .meta({
    description:
      'Latency objectives, or a deadline for batch-inference. The plan runs a replica at the highest concurrency that meets the latency objectives.',
  });

/** A day, as the batch interfaces of public model providers promise. Assumed. */
export const defaultDeadlineHours = 24;

/** What a client that waits for its answer is promised, seconds. */
const latency = z.object({ timeToFirstTokenSeconds, timePerOutputTokenSeconds, percentile });

export type LatencyObjectives = Readonly<z.output<typeof latency>>;

export interface LatencyPromise {
  readonly latency: LatencyObjectives;
  readonly deadlineHours?: undefined;
}

export interface DeadlinePromise {
  readonly latency?: undefined;
  readonly deadlineHours: number;
}

export const latencyPromise = latency.transform((objectives): LatencyPromise => ({ latency: objectives }));

export const deadlinePromise = z
  .object({ deadlineHours: deadlineHours.default(defaultDeadlineHours) })
  .transform((objectives): DeadlinePromise => objectives);
