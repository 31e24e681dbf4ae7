import type { EngineLimits } from '../../simulation/engine-limits';
import type { Requests } from '../../simulation/requests';
import type { StepSeconds } from '../../simulation/step-seconds';
import type { Scaling } from '../../simulation/target-tracking';
import type { ClientPlace } from '../dns/clients';
import type { RegionAnswer } from '../dns/resolve';

/** A cell as a drill begins with it. */
export interface CellSetup extends Scaling {
  readonly region: string;
  readonly zoneIds: readonly string[];
  readonly enginesPerInstance: number;
  readonly engine: EngineLimits;
  readonly stepSeconds: StepSeconds;
  readonly slotsPerInstance: number;
  readonly requestsPerSecondEach: number;
  readonly usdPerHour: number;
}

export interface WorkloadSetup {
  readonly name: string;
  readonly jurisdiction: string;
  /** Regions of its jurisdiction that hold a cell of its model. */
  readonly regions: readonly string[];
  readonly records: readonly { readonly region: string; readonly role: RegionAnswer['role'] }[];
  readonly timeToFirstTokenSeconds: number;
  readonly percentile: number;
}

/** The cells of one model, and the workloads whose clients they answer. */
export interface ModelSetup {
  readonly model: string;
  readonly cells: readonly CellSetup[];
  readonly workloads: readonly WorkloadSetup[];
  /** Each request names its workload by the index. */
  readonly requests: Requests;
  /** Where the clients of each workload are; the shares of one workload add up to 1. */
  readonly places: readonly ClientPlace[];
  readonly dns: {
    readonly checkSeconds: number;
    readonly failures: number;
    readonly ttlSeconds: number;
    readonly connectionSeconds: number;
  };
  /** Between a client and the engine's queue, and back. */
  readonly overheadSeconds: number;
  readonly roundTripSeconds: (from: string, to: string) => number;
  readonly seed: number;
}
