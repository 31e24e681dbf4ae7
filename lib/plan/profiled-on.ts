import type { Model } from '../fleet/fleet';

/** Last day of the newest profile of a model, ISO 8601: load, GPU use and throughput, measured where it serves. Undefined where there is none. */
export const profiledOn = ({ measuredThroughput = {} }: Pick<Model, 'measuredThroughput'>): string | undefined =>
  Object.values(measuredThroughput)
    .flat()
    .map(({ until }) => until)
    .sort()
    .at(-1);
