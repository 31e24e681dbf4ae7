import { execFile } from 'node:child_process';
import { type GpuReading, gpuQuery, parseGpuQuery } from '../gpu-health/parse-gpu-query';
import type { Clock } from '../ports/clock';

const limitSeconds = 20;

/** A GPU has fallen off the bus; those that are left are listed. @see https://docs.nvidia.com/deploy/nvidia-smi/ return value, NVML_ERROR_GPU_IS_LOST, read 2026-11-26 */
const gpuIsLost = 15;

/** Every GPU that the driver lists, or undefined where there is no driver or it does not answer. */
export function readGpus(clock: Clock): Promise<GpuReading[] | undefined> {
  const [program = '', ...args] = gpuQuery;
  return new Promise((settle) => {
    execFile(program, args, { signal: clock.limit(limitSeconds) }, (error, text) =>
      settle(error === null || error.code === gpuIsLost ? parseGpuQuery(text) : undefined),
    );
  });
}
