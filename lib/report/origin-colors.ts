import pc from 'picocolors';
import type { Origin } from '../figures/figure';

/** One colour for each origin in a terminal; the page uses the same. */
export const originColors: Record<Origin, (text: string) => string> = {
  measured: pc.green,
  published: pc.blue,
  derived: (text) => text,
  stated: pc.magenta,
  assumed: pc.yellow,
};
