import { gpuFaults, judgeXid } from './judge-gpu';
import type { GpuReading } from './parse-gpu-query';
import { parseXid } from './parse-xid';

export interface GpuFault {
  readonly xidCodes: readonly number[];
  readonly evidence: string;
}

/** What a line of the kernel log means for the instance, or undefined where it means nothing. */
export function faultInLine(line: string, tolerated: readonly number[] = []): GpuFault | undefined {
  const xid = parseXid(line);
  if (xid === undefined || judgeXid(xid, tolerated) !== 'fatal') {
    return undefined;
  }
  return { xidCodes: [xid.code], evidence: `Xid ${xid.code} of the GPU at ${xid.device}` };
}

/** What a look at the GPUs means for the instance, or undefined where all are sound. */
export function faultInReadings(readings: readonly GpuReading[], expectedGpus: number): GpuFault | undefined {
  const faults = gpuFaults(readings, expectedGpus);
  return faults.length === 0 ? undefined : { xidCodes: [], evidence: faults.join('; ') };
}
