import { type GpuInstanceType, gpuInstanceType } from '../../catalogue/instance-types';
import type { Fleet, Model, Workload } from '../../fleet/fleet';
import type { Confidence } from './replica-load';
import { isMeasuredOn } from './replica-throughput';

/**
 * The end of the throughput's range that simulated sizes follow: as the workload or the fleet states, and else the cautious
 * one where this model was measured on this GPU.
 */
export const confidenceOn = (
  { confidence }: Fleet,
  model: Model,
  workload: Workload,
  instanceType: string,
): Confidence =>
  workload.confidence ??
  confidence ??
  (isMeasuredOn(model, gpuInstanceType(instanceType) as GpuInstanceType) ? 'cautious' : 'central');
