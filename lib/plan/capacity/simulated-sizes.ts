import { derived, type Figure } from '../../figures/figure';
import { decidedSizes, type FewestInstances, type KeptPromise, type SimulatedCell } from './simulated-cell';
import type { EstimateEnd } from './simulated-engine';

/** What simulations said about a cell, beside what arithmetic says. */
export interface SimulatedSizes {
  readonly confidence: EstimateEnd;
  readonly arithmeticInstances: Figure;
  /** Fewest instances before a loss, and once grown after one; absent where no number keeps every promise. */
  readonly decided?: Pick<FewestInstances<Figure>, 'running' | 'grown'>;
  /** Fewest before a loss at the other end of the throughput; absent where no number keeps every promise there. */
  readonly runningAtOtherEnd?: Figure;
  readonly kept: readonly KeptPromise<Figure>[];
}

/** @param from figures that the simulations begin with */
export function simulatedSizes(
  simulated: SimulatedCell,
  arithmeticInstances: Figure,
  from: readonly Figure[],
): SimulatedSizes {
  const { confidence, fewest, kept } = simulated;
  const otherEnd = confidence === 'central' ? 'cautious' : 'central';
  const decided = decidedSizes(simulated);
  const other = fewest[otherEnd];
  const count = (instances: number, end: EstimateEnd, when: string): Figure =>
    derived(instances, 'instances', `fewest that keep every objective in a simulation at the ${end} speed, ${when}`, {
      from,
    });
  const seen = (seconds: number, at: string): Figure =>
    derived(
      seconds,
      's',
      `${at} in a simulation at the ${confidence} speed, at the hardest load of the running instances`,
      { from },
    );
  return {
    confidence,
    arithmeticInstances,
    ...(decided && {
      decided: {
        running: count(decided.running, confidence, 'before a loss'),
        grown: count(decided.grown, confidence, 'once grown after a loss'),
      },
    }),
    ...(other && { runningAtOtherEnd: count(other.running, otherEnd, 'before a loss') }),
    kept: kept.map(({ workload, at, timeToFirstTokenSeconds, timePerOutputTokenSeconds }) => ({
      workload,
      at,
      timeToFirstTokenSeconds: seen(timeToFirstTokenSeconds, at),
      timePerOutputTokenSeconds: seen(timePerOutputTokenSeconds, at),
    })),
  };
}
