import type { Figure } from '../../figures/figure';
import type { DrillEvent } from './drill-event';
import type { DrillFault } from './fault';
import type { RouteMode } from './router';

/** A drill of a fleet: what a loss does to it with DNS alone, and with gateways. */
export interface DrillReport {
  readonly fault: DrillFault;
  readonly traffic: 'peak' | 'mean';
  /** Whether the fleet has gateways; otherwise they are shown as if it had them. */
  readonly hasGateways: boolean;
  readonly seed: number;
  readonly seconds: number;
  readonly stepSeconds: number;
  readonly models: readonly ModelDrillReport[];
  /** Workloads that the drill leaves out, with the reason. */
  readonly leftOut: readonly { readonly workload: string; readonly why: string }[];
  readonly assumptions: Readonly<Record<string, Figure>>;
}

export type ModelDrillReport = { readonly model: string; readonly cells: readonly DrilledCellSize[] } & Readonly<
  Record<RouteMode, ModeReport>
>;

export interface DrilledCellSize {
  readonly region: string;
  readonly instances: number;
  /** What one instance answers at the objectives; of all workloads of the cell, that of the one that decides its engines. */
  readonly requestsPerSecondEach: number;
  /** From a launch until it answers, the slow end. */
  readonly coldStartSeconds: number;
}

export interface ModeReport {
  readonly events: readonly DrillEvent[];
  readonly workloads: readonly WorkloadReport[];
  readonly cells: readonly CellReport[];
  /** When every cell has as many instances as before; absent where the drill ends before. */
  readonly wholeAtSecond?: number;
  /** Cost of instances during the drill less what they cost without the loss, USD. */
  readonly addedUsd: number;
}

/** Instances that serve, at each step. */
export interface CellReport {
  readonly region: string;
  readonly serving: readonly number[];
}

export interface WorkloadReport {
  readonly workload: string;
  /** From the loss to the end of the drill, with the streams that it breaks. */
  readonly afterLoss: Counts;
  readonly promise: { readonly seconds: number; readonly percentile: number };
  /** The longest way between two regions that a request took more than before, seconds. */
  readonly addedRoundTripSeconds: number;
  /** Seconds after the loss in which a request was last refused, or got no answer; 0 where none was. */
  readonly lastRefusedAfterSeconds: number;
  /** From so many seconds after the loss every half minute keeps the objective and the added round trip; absent where the last one does not. */
  readonly keptFromSeconds?: number;
  /** The worst half minute after the loss. Seconds; NaN where nothing was answered. */
  readonly worstTimeToFirstTokenSeconds: number;
  readonly steps: readonly WorkloadStep[];
}

/** Requests by what became of them. */
export interface Counts {
  readonly sent: number;
  /** Answered by the region that they came to. */
  readonly own: number;
  /** Answered by another region, where a gateway sent them. */
  readonly spilled: number;
  /** 503 with Retry-After. */
  readonly refused: number;
  /** No connection, or an error of the load balancer. */
  readonly failed: number;
  /** Streams that ended after their first token. */
  readonly broken: number;
}

/** The requests that arrive in one step. */
export interface WorkloadStep extends Counts {
  /** At the promised percentile, seconds; NaN where nothing was answered. */
  readonly timeToFirstTokenSeconds: number;
}
