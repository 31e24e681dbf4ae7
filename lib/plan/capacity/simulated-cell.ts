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
  /** A batch on what the cell leaves idle; absent where there is none. */
  readonly idle?: SimulatedIdle;
}

/** A batch beside the requests that people wait for, on the running instances, at the end that decides. */
export interface SimulatedIdle {
  /** Requests in flight on one engine below which it takes one of the batch: the most that target tracking allows. */
  readonly most: number;
  /** The most with which every promise holds at the hardest loads, no more than that; 0 where none does. */
  readonly below: number;
  /** What the others then see, at the load at which each sees most. */
  readonly kept: readonly KeptPromise[];
  /** Requests of the batch that are done meanwhile, in a second, under the cell's own users at their busiest. */
  readonly requestsPerSecond: number;
  readonly preemptions: number;
  /** Demand of each hour of the day ÷ its mean, of workloads whose trace shows a day or more, by their names. */
  readonly days: Readonly<Record<string, readonly number[]>>;
}

/** What decides how many instances a cell has; undefined where the arithmetic does. */
export const decidedSizes = (simulated: SimulatedCell | undefined): FewestInstances | undefined =>
  simulated?.fewest[simulated.confidence];
