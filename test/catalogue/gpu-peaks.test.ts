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
