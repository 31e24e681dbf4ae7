import { applicationXidCodes, fatalXidCodes } from '../../lib/catalogue/xid-codes';
import type { GpuReading } from './parse-gpu-query';
import type { XidError } from './parse-xid';

export type XidVerdict = 'fatal' | 'application' | 'warning';

/**
 * @param tolerated codes that this fleet waits out: AWS's own sources disagree about 63, a row that the GPU has remapped
 */
export function judgeXid({ code }: XidError, tolerated: readonly number[] = []): XidVerdict {
  if (applicationXidCodes.includes(code)) {
    return 'application';
  }
  return fatalXidCodes.includes(code) && !tolerated.includes(code) ? 'fatal' : 'warning';
}

/** What makes a GPU unfit, in words for people; empty for a sound one. Heat slows it down and mends itself. */
export function gpuFaults(readings: readonly GpuReading[], expectedGpus: number): string[] {
  const lost = expectedGpus - readings.length;
  return [
    ...(lost > 0 ? [`${lost} of ${expectedGpus} GPUs have fallen off the bus`] : []),
    ...readings
      .filter(({ uncorrectedErrors }) => (uncorrectedErrors ?? 0) > 0)
      .map(({ index, uncorrectedErrors }) => `GPU ${index}: ${uncorrectedErrors} uncorrected memory errors`),
  ];
}
