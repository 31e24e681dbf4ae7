import { derived, type Figure, show } from '../figures/figure';
import type { Latency } from './load';

/** Both latencies of a replica, with ranges. */
type Estimate = Readonly<Record<keyof Latency, Figure>>;

/** A GPU with the same processor as another one, and slower memory. */
interface SlowerTwin {
  readonly gpu: string;
  /** Latency ÷ that of the same engine on the slower twin: in the median, and at most in eight of ten pairs. */
  readonly ratios: Readonly<Record<keyof Latency, { readonly median: number; readonly eightOfTen: number }>>;
}

/**
 * An H200 is an H100 with 4.8 instead of 3.35 TB/s of memory. In all 46 pairs of measurements of one source that differ in
 * nothing else, it generates tokens faster; its first tokens come 5 % later in the median.
 *
 * @see lib/catalogue/gpu-peaks.ts (memory and peaks of both), docs/decisions/0008-a-roofline-where-nothing-was-measured.md
 */
const slowerTwins: Readonly<Record<string, SlowerTwin>> = {
  H200: {
    gpu: 'H100',
    ratios: {
      timeToFirstTokenSeconds: { median: 1.05, eightOfTen: 1.085 },
      timePerOutputTokenSeconds: { median: 0.96, eightOfTen: 0.978 },
    },
  },
};

export const slowerTwinOf = (gpu: string): SlowerTwin | undefined => slowerTwins[gpu];

/** An estimate, lowered where the measured times of the same engine on a slower twin say that it is too high. */
export function boundByTwin(estimate: Estimate, onTwin: Estimate, twin: SlowerTwin): Estimate {
  const bound = (quantity: keyof Latency): Figure => {
    const { [quantity]: own } = estimate;
    const { [quantity]: other } = onTwin;
    const { median, eightOfTen } = twin.ratios[quantity];
    const high = Math.min(own.high ?? own.value, (other.high ?? other.value) * eightOfTen);
    const value = Math.min(own.value, other.value * median, high);
    if (high === own.high && value === own.value) {
      return own;
    }
    return derived(
      value,
      own.unit,
      `${own.source}; at most × ${show(median)} of ${twin.gpu}, which has the same processor and slower memory, and × ${show(eightOfTen)} of the high end there`,
      { low: Math.min(own.low ?? own.value, value), high, from: [...(own.from ?? []).filter(isFigure), other] },
    );
  };
  return {
    timeToFirstTokenSeconds: bound('timeToFirstTokenSeconds'),
    timePerOutputTokenSeconds: bound('timePerOutputTokenSeconds'),
  };
}

const isFigure = (input: Figure | string): input is Figure => typeof input !== 'string';
