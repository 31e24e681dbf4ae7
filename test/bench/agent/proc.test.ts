import { describe, expect, test } from 'vitest';
import { cpuSecondsIn, memoryIn } from '../../../bench/agent/proc';

describe('what Linux says of a process', () => {
  test('memory is read in MB of a million bytes', () => {
    const status = 'Name:\tnode\nVmPeak:\t 900000 kB\nVmHWM:\t  125000 kB\nVmRSS:\t  100000 kB\nThreads:\t11\n';

    expect(memoryIn(status)).toEqual({ residentMB: 102.4, peakMB: 128 });
  });

  test('fails where a process has no memory, as one that has ended', () => {
    expect(() => memoryIn('Name:\tnode\nState:\tZ (zombie)\n')).toThrow('/proc/PID/status: must have VmRSS');
  });

  test('processor time is user and system, whatever the name holds', () => {
    const stat = '42 (a) (b 7) S 1 42 42 0 -1 4194304 900 0 3 0 250 50 0 0 20 0 11 0 100 1000 2000 1';

    expect(cpuSecondsIn(stat)).toBe(3);
  });

  test('fails at a text that holds no times', () => {
    expect(() => cpuSecondsIn('42 (node)')).toThrow('fields 14 and 15');
  });
});
