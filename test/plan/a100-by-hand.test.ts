import { describe, expect, test } from 'vitest';
import { validPlan } from '../support/fleets';

const plan = validPlan('fleets/a100.yaml');

describe('the fleet on A100s, worked by hand', () => {
  test('an instance of eight GPUs holds two replicas of four, in both memory sizes', () => {
    expect(plan.workloads[0]?.types.map(({ instanceType, gpu }) => `${instanceType} ${gpu}`)).toEqual([
      'p4d.24xlarge A100',
      'p4de.24xlarge A100',
    ]);
    expect(plan.workloads[0]?.types.map(({ replicasPerInstance }) => replicasPerInstance.value)).toEqual([2, 2]);
  });

  test('the smaller memory bounds the cell: 40 GiB hold fewer sequences than 80', () => {
    const [small, large] = plan.workloads[0]?.types ?? [];

    expect([small?.fit.gpuMemoryGiB.value, large?.fit.gpuMemoryGiB.value]).toEqual([40, 80]);
    // Qwen3-32B: 2 (K and V) × 64 layers × 8 KV heads × 128 × 2 bytes
    expect(small?.fit.kvBytesPerToken.value).toBe(262_144);
    // four times 40 GiB × 0.9 more, of which a sequence of 18,432 tokens takes 4.5 GiB: 144 ÷ 4.5 = 32, less what larger batches take
    const more = (large?.fit.maxConcurrency.value ?? 0) - (small?.fit.maxConcurrency.value ?? 0);
    expect(more).toBeLessThanOrEqual(32);
    expect(more).toBeGreaterThan(28);
  });

  test('16-bit weights: 32.76 × 10⁹ × 2 bytes on four GPUs', () => {
    expect(plan.workloads[0]?.types[0]?.fit.weightsGiB.value).toBeCloseTo((32.76e9 * 2) / 2 ** 30, 0);
  });

  test('two instances a region at 21.957642 and 21.95764 USD an hour, 730 hours a month', () => {
    expect(plan.cellCosts.map(({ expectedUsdPerHour }) => expectedUsdPerHour.value * 730)).toEqual([
      expect.closeTo(2 * 21.957642 * 730, 4),
      expect.closeTo(2 * 21.95764 * 730, 4),
    ]);
  });
});
