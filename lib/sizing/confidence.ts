import type { Fleet } from '../fleet/fleet';
import type { ServedRequests } from '../plan/capacity/served-workload';
import { confidenceOn } from '../plan/throughput/confidence';
import type { Confidence } from '../plan/throughput/replica-load';

/** The end of the throughput's range that a cell is sized by: the most cautious among its workloads decides. */
export const confidenceOf = (fleet: Fleet, sharing: readonly ServedRequests[]): Confidence =>
  sharing.some(
    ({ workload, model, slowest }) => confidenceOn(fleet, model, workload, slowest.instanceType) === 'cautious',
  )
    ? 'cautious'
    : 'central';
