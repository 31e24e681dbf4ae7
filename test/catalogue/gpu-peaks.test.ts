import { expect, test } from 'vitest';
import { capacityBlockPrice } from '../../lib/catalogue/capacity-block-prices';
import { gpuPeaks } from '../../lib/catalogue/gpu-peaks';
import { gpuInstanceTypeNames } from '../../lib/catalogue/instance-types';
import { otherInstanceType } from '../../lib/catalogue/other-instance-types';
import { offering } from '../../lib/catalogue/prices';

test('both memories of the A100 have their own bandwidth', () => {
  expect([40_960, 81_920].map((memoryMiB) => gpuPeaks('A100', memoryMiB)?.memoryBytesPerSecond)).toEqual([
    1.555e12, 2.039e12,
  ]);
});

test('a GPU without FP8 arithmetic has none', () => {
  expect(
    ['A100', 'A10G', 'T4'].map((gpu) => [80, 22.35, 15].map((gib) => gpuPeaks(gpu, gib * 1024)?.flopsPerSecond.fp8)),
  ).toEqual(Array(3).fill(Array(3).fill(undefined)));
  expect(gpuPeaks('L4', 22_888)?.flopsPerSecond.fp8).toBe(242e12);
});

test('a peak about which sources disagree says so', () => {
  expect(gpuPeaks('A10G', 22_888)?.provenance.source).toContain('disputed: bf16 of 62.5, 70 and 125');
  expect(gpuPeaks('H100', 81_920)?.provenance.source).not.toContain('disputed');
});

test('no type is both usable and not', () => {
  expect(gpuInstanceTypeNames.filter((name) => otherInstanceType(name) !== undefined)).toEqual([]);
});

test('a row names the sources of its price and of its zones', () => {
  // the newest reading of g6e.2xlarge is of its price alone; all of p5 was read again
  const [l40s, h100] = ['g6e.2xlarge', 'p5.48xlarge'].map((name) => offering(name, 'us-east-1'));

  expect(l40s?.onDemandProvenance.date).toBe('2026-07-20');
  expect(l40s?.zonesProvenance.date).toBe('2026-03-24');
  expect([h100?.onDemandProvenance.date, h100?.zonesProvenance.date]).toEqual(['2026-06-20', '2026-06-20']);
});

test('Capacity Blocks have a price where AWS publishes one', () => {
  expect(capacityBlockPrice('p5e.48xlarge', 'us-east-2')).toBe(47.76);
  expect(capacityBlockPrice('g6e.48xlarge', 'us-east-2')).toBeUndefined();
});

test('cycles are multiprocessors × a clock that each GPU has', () => {
  // [multiprocessors, boost clock in GHz] by the makers' datasheets, as nvidia-smi and cudaGetDeviceProperties report them
  const made = {
    T4: [40, 1.59, 15_360],
    A10G: [80, 1.71, 23_030],
    L4: [58, 2.04, 23_030],
    L40S: [142, 2.52, 46_070],
    A100: [108, 1.41, 81_920],
    H100: [132, 1.98, 81_920],
    H200: [132, 1.98, 143_360],
    B200: [148, 1.965, 182_784],
    'RTX-PRO-SERVER-6000': [188, 2.62, 97_884],
  } as const;

  for (const [gpu, [multiprocessors, clock, memoryMiB]] of Object.entries(made)) {
    const cycles = gpuPeaks(gpu, memoryMiB)?.multiprocessorCyclesPerSecond ?? 0;
    expect(cycles / multiprocessors / 1e9 / clock, gpu).toBeGreaterThan(0.9);
    expect(cycles / multiprocessors / 1e9 / clock, gpu).toBeLessThan(1.05);
  }
});
