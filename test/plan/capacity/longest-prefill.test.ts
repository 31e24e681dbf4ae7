import { expect, test } from 'vitest';
import { gpuInstanceType } from '../../../lib/catalogue/instance-types';
import { longestPrefill } from '../../../lib/plan/capacity/longest-prefill';
import { load } from '../../support/fleets';
import { readText } from '../../support/project-root';

const model = load(readText('fleets/small-team.yaml')).fleet?.models[0];
const seconds = (tokens: number, ...instanceTypes: string[]): number | undefined =>
  model && longestPrefill({ ...model, instanceTypes } as typeof model, tokens)?.value;

test('is never shorter than the GPU needs at its peak, and longer for a longer prompt', () => {
  // 2 × 8.03·10⁹ parameters × 65,536 tokens ÷ 362·10¹² FLOP/s (L40S, FP8 dense, NVIDIA's data sheet) = 2.91 s
  expect(seconds(65_536, 'g6e.2xlarge')).toBeGreaterThanOrEqual(3);
  expect(seconds(131_072, 'g6e.2xlarge')).toBeGreaterThan(seconds(65_536, 'g6e.2xlarge') ?? Number.POSITIVE_INFINITY);
});

test('is that of the slowest type that is allowed', () => {
  expect(seconds(65_536, 'g6e.2xlarge', 'g6.2xlarge')).toBe(seconds(65_536, 'g6.2xlarge'));
  expect(seconds(65_536, 'g6.2xlarge')).toBeGreaterThan(seconds(65_536, 'g6e.2xlarge') ?? Number.POSITIVE_INFINITY);
});

test('is not known where the speed of a type is not', () => {
  expect(gpuInstanceType('g7.2xlarge')).toBeDefined();
  expect(seconds(65_536, 'g6e.2xlarge', 'g7.2xlarge')).toBeUndefined();
});
