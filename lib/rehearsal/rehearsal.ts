import type { LatencyObjectives } from '../fleet/schema/objectives-schema';
import type { EstimateEnd } from '../plan/capacity/simulated-engine';
import type { Quantiles } from '../simulation/quantiles';
import type { ArrivalProcess } from './arrival-process';
import type { Condition } from './conditions';

/** What happened to the requests of a workload, and to the cells that served them. */
export interface Observed {
  /** That clients send, those included that are refused. */
  readonly requests: number;
  /** Refused because the failover policy promises no more after a loss ÷ all. Ratio. */
  readonly shedByPolicyRatio: number;
  /** Refused beyond that, because engines were full ÷ all. Ratio. */
  readonly shedRatio: number;
  readonly timeToFirstTokenSeconds: Quantiles;
  readonly timePerOutputTokenSeconds: Quantiles;
  readonly endToEndSeconds: Quantiles;
  /** Share of the time in which its engines computed. Ratio. It and what follows are NaN once grown after a loss. */
  readonly gpuBusyRatio: number;
  /** Share of the KV cache in use while engines computed, and at the fullest moment of any of them. Ratios. */
  readonly meanCacheRatio: number;
  readonly peakCacheRatio: number;
  readonly preemptions: number;
  readonly meanInstances: number;
  /** Instances of its cells, by what it pays of them, while it was served ÷ the requests answered. */
  readonly usdPerRequest: number;
}

/** One condition, with the value of the throughput and with the end of its range that promises less. */
export type Rehearsed = { readonly condition: Condition } & Readonly<Record<EstimateEnd, Observed>>;

/** How many instances of a cell keep every promise; undefined where no number does. */
export type FewestInstances = { readonly region: string; readonly planned: number } & Readonly<
  Record<EstimateEnd, number | undefined>
>;

export interface WorkloadRehearsal {
  readonly workload: string;
  readonly model: string;
  readonly instanceType: string;
  readonly process: ArrivalProcess;
  readonly promise: LatencyObjectives;
  readonly conditions: readonly Rehearsed[];
  /** The fewest instances of its cells, with all workloads that use them; only where asked for. */
  readonly fewestInstances?: readonly FewestInstances[];
}

/** A day's requests of a batch; after a loss, those that are promised by the deadline. */
export interface BatchObserved {
  readonly requests: number;
  /** From the first launch until the last request is done. */
  readonly hours: number;
  /** That work on them, over all regions. */
  readonly instances: number;
  /** Share of the KV cache in use, in the region where it is fullest. Ratio. */
  readonly meanCacheRatio: number;
}

export interface BatchRehearsal {
  readonly workload: string;
  readonly model: string;
  readonly instanceType: string;
  readonly deadlineHours: number;
  readonly conditions: readonly ({ readonly condition: Condition } & Readonly<Record<EstimateEnd, BatchObserved>>)[];
}

/** What is done of a batch on idle capacity, beside the requests that are rehearsed. */
export interface IdleObserved {
  readonly requestsPerSecond: number;
  /** That a day's requests take at that pace; infinite where nothing is done. */
  readonly hours: number;
  /** Requests that lose their place in the KV cache and are computed again, those of the batch first. */
  readonly preemptions: number;
}

export interface IdleRehearsal {
  readonly workload: string;
  readonly model: string;
  /** The workloads that it runs beside. */
  readonly beside: readonly string[];
  readonly deadlineHours: number;
  readonly conditions: readonly ({ readonly condition: Condition } & Readonly<Record<EstimateEnd, IdleObserved>>)[];
}

export interface Rehearsal {
  readonly seed: number;
  readonly workloads: readonly WorkloadRehearsal[];
  readonly batches: readonly BatchRehearsal[];
  readonly idleWork: readonly IdleRehearsal[];
}
