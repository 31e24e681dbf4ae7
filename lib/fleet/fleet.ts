import type { Architecture } from './hugging-face-config';
import type { MeasuredColdStart } from './measured-seconds';
import type { MeasuredThroughput } from './measured-throughput';
import type { FleetFile } from './schema';
import type { TraceStatistics } from './trace';

type FileWorkload = FleetFile['workloads'][number];
type FileModel = FleetFile['models'][number];

export const demandFields = [
  'meanRequestsPerSecond',
  'peakRequestsPerSecond',
  'meanInputTokens',
  'meanOutputTokens',
] as const;

export type DemandField = (typeof demandFields)[number];

/** Demand over all regions, scale applied. */
export interface Demand {
  readonly meanRequestsPerSecond: number;
  readonly peakRequestsPerSecond: number;
  readonly meanInputTokens: number;
  readonly meanOutputTokens: number;
  /** Where the figures come from: a trace, or the fleet file itself. */
  readonly trace: { readonly path: string; readonly scale: number; readonly statistics: TraceStatistics } | undefined;
  /** Which of the four figures the fleet file itself states; they win over the trace's. */
  readonly stated: readonly DemandField[];
  /** True where the fleet file states a mean and no peak. */
  readonly peakIsAssumed: boolean;
}

/** What somebody who waits for an answer is promised, seconds. */
export interface LatencyObjectives {
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
}

/** Latency where somebody waits, a deadline where nobody does. */
export type Objectives =
  | { readonly latency: LatencyObjectives; readonly deadlineHours?: undefined }
  | { readonly latency?: undefined; readonly deadlineHours: number };

export type Workload = Omit<FileWorkload, 'demand' | 'objectives'> & {
  readonly demand: Demand;
  readonly objectives: Objectives;
};
export type Model = FileModel &
  Architecture & {
    /** What the deployed fleet has measured of it, by stage; absent until then. */
    readonly measuredColdStart?: MeasuredColdStart;
    /** Its profiles; absent until then. */
    readonly measuredThroughput?: MeasuredThroughput;
  };

/** A fleet file that was read, checked and completed: every default computed, every named file read. Nothing writes to it. */
export interface Fleet extends Omit<FleetFile, 'workloads' | 'models' | 'contacts' | 'access'> {
  readonly homeRegion: string;
  readonly workloads: readonly Workload[];
  readonly models: readonly Model[];
  readonly contacts: { readonly critical: string; readonly warning: string; readonly finance: string };
  readonly access: {
    /** Undefined where no token is checked. */
    readonly jwtIssuer: string | undefined;
    readonly jwksUrl: string | undefined;
    readonly audience: string | undefined;
    readonly tenantClaim: string;
    readonly requestsPer5MinutesPerClient: number | undefined;
    /** Undefined where the internet reaches the endpoints. */
    readonly private: { readonly clientCidrs: readonly string[] } | undefined;
  };
}
