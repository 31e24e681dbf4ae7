import type { PromisedPercentile } from '../../contract/promised-percentile';
import type { EstimateEnd } from './simulated-engine';

/** The fewest instances of a cell with which every promise holds, and nothing is refused, without a launch. */
export interface FewestInstances<Amount = number> {
  /** Under its own users. */
  readonly own: Amount;
  /** The same, and under what must run there after the loss of any other region. */
  readonly running: Amount;
  /** The same, and under what is promised once the group has grown. */
  readonly grown: Amount;
}

/** What one workload saw at the hardest load of the cell, on its running instances. */
export interface KeptPromise<Amount = number> {
  readonly workload: string;
  readonly at: PromisedPercentile;
  readonly timeToFirstTokenSeconds: Amount;
  readonly timePerOutputTokenSeconds: Amount;
}

/** The fastest growth of demand from its mean or more, within the minutes from a launch's cause until it answers. */
export interface DemandGrowth {
  readonly ratio: number;
  readonly minutes: number;
}

/** The sizes of a cell as simulations of its engines found them. */
export interface SimulatedCell {
  readonly model: string;
  readonly region: string;
  /** The end of the throughput's range that decides. */
  readonly confidence: EstimateEnd;
  /** Undefined where no number of instances keeps every promise at that end. */
  readonly fewest: Readonly<Record<EstimateEnd, FewestInstances | undefined>>;
  /** Growth of the cell's fastest growing workload; undefined where no trace is long enough to show any. */
  readonly growth: DemandGrowth | undefined;
  /** At the end that decides; empty where nothing keeps the promises. */
  readonly kept: readonly KeptPromise[];
}

/** What decides how many instances a cell has; undefined where the arithmetic does. */
export const decidedSizes = (simulated: SimulatedCell | undefined): FewestInstances | undefined =>
  simulated?.fewest[simulated.confidence];
