import type { z } from 'zod';
import type { Architecture } from '../architecture/model/architecture';
import type { Shape } from '../contract/shapes';
import type { RequiredClaim } from '../contract/token-claims';
import type { MeasuredColdStart, MeasuredLoad, MeasuredTokens } from './measurements';
import type { ReadSizes, StatedSizes } from './model-sizes';
import type { FleetFile } from './schema';
import type { DeclaredMemory } from './schema/declared-memory-schema';
import type { DeadlinePromise, LatencyPromise } from './schema/objectives-schema';
import type { shapedWorkloadSchema } from './schema/workload-schema';
import type { TraceStatistics } from './traces/statistics';

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
  /** True where no peak is stated, and no trace is long enough to show one. */
  readonly peakIsAssumed: boolean;
  /** What the deployed fleet has measured of its requests; absent until then. */
  readonly measuredTokens?: MeasuredTokens;
  /** Texts of one question that a reranking model reads as requests of their own; the rates count them. Absent for one. */
  readonly textsPerQuestion?: number;
}

/** A workload by its shape; the demand is completed from its trace. */
export type Workload =
  z.output<typeof shapedWorkloadSchema> extends infer Shaped
    ? Shaped extends { readonly shape: Shape }
      ? Omit<Shaped, 'demand'> & { readonly demand: Demand }
      : never
    : never;

export type Objectives = Workload['objectives'];

/** A workload whose clients wait for each answer. */
export type LatencyWorkload = Extract<Workload, { readonly objectives: LatencyPromise }>;

/** A workload whose requests are handed in together and finished by a deadline. */
export type DeadlineWorkload = Extract<Workload, { readonly objectives: DeadlinePromise }>;

/** A batch on what the cells of its model leave idle. */
export type IdleWorkload = DeadlineWorkload & { readonly capacity: 'idle' };

export type Model = Omit<FileModel, keyof StatedSizes | 'memory'> &
  /** Where the fleet file names a `config.json`, what it says; what the file states beside it agrees. */
  (
    | (StatedSizes & { readonly architecture?: undefined; readonly memory?: undefined })
    | (ReadSizes & { readonly architecture: Architecture; readonly memory?: undefined })
    /** Sizes that would take the memory that the owner declares. */
    | (StatedSizes & { readonly architecture?: undefined; readonly memory: DeclaredMemory })
  ) & {
    /** By region with an existing network, the zones of its private subnets; absent where the fleet has none. */
    readonly subnetZones?: Readonly<Record<string, readonly string[]>>;
    /** What the deployed fleet has measured of it, by instance type; absent until then. */
    readonly measured?: {
      readonly coldStarts: Readonly<Record<string, MeasuredColdStart>>;
      readonly throughput: Readonly<Record<string, readonly MeasuredLoad[]>>;
    };
  };

/** A fleet file that was read, checked and completed: every default computed, every named file read. Nothing writes to it. */
export interface Fleet extends Omit<FleetFile, 'workloads' | 'models' | 'contacts' | 'access'> {
  readonly homeRegion: string;
  readonly workloads: readonly Workload[];
  readonly models: readonly Model[];
  readonly contacts: {
    readonly critical: string;
    readonly warning: string;
    readonly finance: string;
    /** Topics that exist already. */
    readonly topicArns: FleetFile['contacts']['topicArns'];
  };
  readonly access: {
    /** Undefined where no token is checked. */
    readonly jwtIssuer: string | undefined;
    readonly jwksUrl: string | undefined;
    /** What each token must hold beside its issuer and expiry, the audience first. */
    readonly requiredClaims: readonly RequiredClaim[];
    /** Claim that tells tenants apart; undefined where no token is checked, because then no claim is proven. */
    readonly tenantClaim: string | undefined;
    readonly requestsPer5MinutesPerClient: number | undefined;
    /** Undefined where the internet reaches the endpoints. */
    readonly private: { readonly clientCidrs: readonly string[] } | undefined;
  };
}
