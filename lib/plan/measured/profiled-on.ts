import type { Model } from '../../fleet/fleet';

/** Last day of the newest profile of a model, ISO 8601: load, GPU use and throughput, measured where it serves. Undefined where there is none. */
export const profiledOn = ({ measured }: Pick<Model, 'measured'>): string | undefined =>
  Object.values(measured?.throughput ?? {})
    .flat()
    .map(({ until }) => until)
    .sort()
    .at(-1);
