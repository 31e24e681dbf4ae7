import type { Quantity } from '../../lib/throughput/likeness/nearby-residuals';
import { siliconSample } from '../../lib/throughput/measurements/observations';
import { quantile } from '../quantile';
import type { Fold, Judged } from './folds';

/** Half the width of ranges, in standard deviations of a prediction. */
export interface RangeDeviations {
  /** Deviations on GPUs that at least two sources measured. */
  readonly byGpu: Readonly<Record<string, number>>;
  /** The largest of them, for every other GPU. */
  readonly widest: number;
}

/** Share of held-out points that a range holds. */
export const shareInside = 0.8;

/** With fewer the methods of one source cannot be told from the GPU. */
export const leastSources = 2;

/** Errors of a normal distribution are inside this many deviations in eight of ten cases; no range is narrower. */
const leastDeviations = 1.28;

interface Miss {
  readonly source: string;
  readonly deviations: number;
}

/**
 * So many deviations that ranges hold eight of ten held-out points. Of TPOT: on no GPU less than eight of ten public sources
 * need for eight of ten of their points on a GPU, and more where the points of two sources on the GPU need more. Of TTFT: of
 * all together, since what a benchmark counts into it is the source's choice and not the GPU's.
 */
export function rangeDeviations(folds: readonly Fold[], of: Quantity): RangeDeviations {
  if (of === 'firstToken') {
    return { byGpu: {}, widest: weightedQuantile(folds.flatMap((fold) => missesOf(fold, of))) };
  }
  const measured = folds.filter(({ source }) => source !== siliconSample);
  const usual = usualDeviations(measured, of);
  const byGpu: Record<string, number> = {};
  for (const [gpu, own] of grouped(measured, ({ gpu }) => gpu)) {
    if (new Set(own.map(({ source }) => source)).size >= leastSources) {
      byGpu[gpu] = Math.max(usual, holding(own, of));
    }
  }
  return { byGpu, widest: Math.max(usual, ...Object.values(byGpu)) };
}

function usualDeviations(folds: readonly Fold[], of: Quantity): number {
  const needed = [...grouped(folds, ({ source, gpu }) => `${source} on ${gpu}`).values()].map((own) =>
    holding(own, of),
  );
  return needed.length === 0 ? leastDeviations : Math.max(leastDeviations, quantile(needed, shareInside));
}

const holding = (folds: readonly Fold[], of: Quantity): number =>
  quantile(
    folds.flatMap((fold) => missesOf(fold, of)).map(({ deviations }) => deviations),
    shareInside,
  );

function grouped(folds: readonly Fold[], key: (fold: Fold) => string): ReadonlyMap<string, readonly Fold[]> {
  const groups = new Map<string, Fold[]>();
  for (const fold of folds) {
    groups.set(key(fold), [...(groups.get(key(fold)) ?? []), fold]);
  }
  return new Map([...groups].sort());
}

const missesOf = ({ points, source }: Fold, of: Quantity): Miss[] =>
  points.flatMap((point) => {
    const judged: Judged | undefined = point[of];
    return judged === undefined ? [] : [{ source, deviations: Math.abs(judged.error) / judged.deviation }];
  });

function weightedQuantile(misses: readonly Miss[]): number {
  const counts = new Map<string, number>();
  for (const { source } of misses) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const weight = ({ source }: Miss): number => 1 / (counts.get(source) as number);
  const sorted = [...misses].sort((a, b) => a.deviations - b.deviations);
  const enough = shareInside * counts.size - 1e-9;
  let sum = 0;
  const held = sorted.find((miss) => {
    sum += weight(miss);
    return sum >= enough;
  });
  return Math.max(leastDeviations, held?.deviations ?? 0);
}
