import type { RateShape } from './arrivals';

/**
 * Share of the way from the quietest hour to the busiest, from midnight on. Assumed: people ask most before and after
 * lunch, least at four in the morning.
 */
const day = [
  0.2, 0.12, 0.06, 0.02, 0, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.9, 0.92, 1, 0.98, 0.92, 0.85, 0.78, 0.7, 0.62,
  0.52, 0.4, 0.3,
];

/** Saturday and Sunday against a working day. Assumed. */
const weekendRatio = 0.6;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The quietest hour has at least this share of the mean rate. */
const leastRatio = 0.1;

/** No busiest hour of a day can have 24 times the mean; a higher peak is cut to this. */
const mostRatio = 20;

/** Rates with mean 1 and the given peak, by hour. The higher the peak, the narrower it is. */
function withPeak(heights: readonly number[], ratio: number): RateShape {
  const peakToMeanRatio = Math.min(ratio, mostRatio);
  const middle = mean(heights);
  const steepness = (peakToMeanRatio - 1) / (Math.max(...heights) - middle);
  return steepness * (middle - Math.min(...heights)) <= 1 - leastRatio
    ? heights.map((height) => 1 + steepness * (height - middle))
    : withPeak(
        heights.map((height, hour) => height * (day[hour % day.length] as number)),
        peakToMeanRatio,
      );
}

/** A day of 24 hours from midnight on, whose busiest hour has `peakToMeanRatio` times the mean rate. */
export const dayShape = (peakToMeanRatio: number): RateShape => withPeak(day, peakToMeanRatio);

/** A week from Monday on. */
export const weekShape = (peakToMeanRatio: number): RateShape =>
  withPeak(
    Array.from({ length: 7 }, (_, index) => day.map((height) => (index < 5 ? height : height * weekendRatio))).flat(),
    peakToMeanRatio,
  );
