import { describe, expect, test } from 'vitest';
import { faultInLine, faultInReadings } from '../../../agent/gpu-health/gpu-fault';
import { kernelLogText } from '../../../agent/gpu-health/kernel-log-text';
import { parseGpuQuery } from '../../../agent/gpu-health/parse-gpu-query';
import { applicationXidCodes, fatalXidCodes } from '../../../lib/catalogue/xid-codes';

const line = (code: number): string => `NVRM: Xid (PCI:0000:38:00): ${code}, pid=4711, name=python3, Ch 00000008`;

describe('the kernel log', () => {
  test.each(fatalXidCodes)('F11: Xid %d asks for another host', (code) => {
    expect(faultInLine(line(code))).toEqual({ xidCodes: [code], evidence: `Xid ${code} of the GPU at 0000:38:00` });
  });

  test.each(applicationXidCodes)('F13: Xid %d does not', (code) => {
    expect(faultInLine(line(code))).toBeUndefined();
  });

  test.each([1, 999])('Xid %d, which is not known as fatal, does not', (code) => {
    expect(faultInLine(line(code))).toBeUndefined();
  });

  test('a fleet may wait out a fault about which AWS’s sources disagree', () => {
    expect(faultInLine(line(63), [63])).toBeUndefined();
    expect(faultInLine(line(79), [63])).toBeDefined();
  });

  test('is read as records of /dev/kmsg, or as plain lines', () => {
    expect(kernelLogText(`2,1234,98765432,-;${line(79)}`)).toBe(line(79));
    expect(kernelLogText(line(79))).toBe(line(79));
    expect(faultInLine('usb 1-1: Xid, 79')).toBeUndefined();
  });
});

describe('the driver', () => {
  const sound = '0, 97, 70000, 81559, 0, Not Active, Not Active, Active';
  const worn = '1, 0, 512, 81559, 3, Active, Not Active, Not Active';

  test('tells load, memory, errors and what holds a GPU back', () => {
    expect(parseGpuQuery(`${sound}\n${worn}\n`)).toEqual([
      {
        index: 0,
        utilizationRatio: 0.97,
        memoryUsedRatio: 70000 / 81559,
        uncorrectedErrors: 0,
        throttled: false,
        powerCapped: true,
      },
      {
        index: 1,
        utilizationRatio: 0,
        memoryUsedRatio: 512 / 81559,
        uncorrectedErrors: 3,
        throttled: true,
        powerCapped: false,
      },
    ]);
  });

  test('may not know: nothing is made up', () => {
    const [reading] = parseGpuQuery('0, [N/A], 512, 24576, [N/A], [N/A], [N/A], [N/A]');

    expect(reading).toMatchObject({ utilizationRatio: undefined, uncorrectedErrors: undefined, throttled: false });
    expect(parseGpuQuery('Unable to determine the device handle for GPU: Unknown Error')).toEqual([]);
  });

  test('finds memory errors and GPUs that are gone, and nothing in a sound host', () => {
    expect(faultInReadings(parseGpuQuery(sound), 1)).toBeUndefined();
    expect(faultInReadings(parseGpuQuery(`${sound}\n${worn}`), 4)).toEqual({
      xidCodes: [],
      evidence: '2 of 4 GPUs have fallen off the bus; GPU 1: 3 uncorrected memory errors',
    });
  });
});
