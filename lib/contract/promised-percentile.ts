/** Shares of requests, in per cent, that a fleet file may promise a latency. */
export const percentiles = [50, 95, 99] as const;

type Percentile = (typeof percentiles)[number];

export type PromisedPercentile = `p${Percentile}`;

/** At which percentile latencies must be within the objectives. */
export const promisedPercentile = ({
  percentile = 95,
}: {
  readonly percentile?: Percentile | undefined;
}): PromisedPercentile => `p${percentile}`;
