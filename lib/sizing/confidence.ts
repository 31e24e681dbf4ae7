import { type GpuInstanceType, gpuInstanceType } from '../catalogue/instance-types';
import type { Fleet } from '../fleet/fleet';
import type { ServedRequests } from '../plan/capacity/served-workload';
import type { EstimateEnd } from '../plan/capacity/simulated-engine';
import { isMeasuredOn } from '../plan/throughput/replica-throughput';

/**
 * The end of the throughput's range that a cell is sized by: as the workload or the fleet states, and else the cautious one
 * where this model was measured on this GPU. Of the workloads of a cell the most cautious decides.
 */
export const confidenceOf = (fleet: Fleet, sharing: readonly ServedRequests[]): EstimateEnd =>
  sharing.some((one) => ofWorkload(fleet, one) === 'cautious') ? 'cautious' : 'central';

const ofWorkload = (fleet: Fleet, { workload, model, slowest }: ServedRequests): EstimateEnd =>
  workload.confidence ??
  fleet.confidence ??
  (isMeasuredOn(model, gpuInstanceType(slowest.instanceType) as GpuInstanceType) ? 'cautious' : 'central');
