import type { CellSetup, ModelSetup, WorkloadSetup } from '../drill/model-setup';

/** A workload whose clients come as rates. */
export interface FlowWorkload extends Pick<WorkloadSetup, 'name' | 'regions' | 'records'> {
  readonly meanPerSecond: number;
  readonly peakPerSecond: number;
}

export type FlowCellSetup = Pick<
  CellSetup,
  | 'region'
  | 'zoneIds'
  | 'minInstances'
  | 'maxInstances'
  | 'targetInFlight'
  | 'coldStartSeconds'
  | 'slotsPerInstance'
  | 'requestsPerSecondEach'
>;

/** The cells of one model and its clients, as a simulation of faults begins with them. */
export interface FlowSetup extends Pick<ModelSetup, 'model' | 'places' | 'dns' | 'roundTripSeconds'> {
  readonly cells: readonly FlowCellSetup[];
  readonly workloads: readonly FlowWorkload[];
}
