import { expect, test } from 'vitest';
import { architectureOfId } from '../../lib/architecture/architecture-of-id';
import type { Architecture } from '../../lib/architecture/model/architecture';
import { startRefusals } from '../../lib/architecture/start-refusals';

const architecture = architectureOfId('Qwen/Qwen3-235B-A22B-FP8')?.architecture as Architecture;

test('one cause is said once, not for each of three matrices of an expert', () => {
  // 1,536 ÷ 8 = 192, inside blocks of 128
  expect(startRefusals(architecture, { tensorParallel: 8 })).toMatchObject([{ got: '192 on each GPU' }]);
});

test.each([
  { tensorParallel: 8, expertParallel: true },
  { tensorParallel: 2, dataParallel: 4, expertParallel: true },
])('whole experts are cut nowhere: %j', (layout) => {
  expect(startRefusals(architecture, layout)).toEqual([]);
});

test('copies of the attention that share parts of experts cut them as their GPUs together would', () => {
  expect(startRefusals(architecture, { tensorParallel: 1, dataParallel: 8 })).toMatchObject([
    { got: '192 on each GPU' },
  ]);
});

test('more GPUs than experts are refused', () => {
  const few = { ...architecture, experts: { count: 4, perToken: 1 } };

  expect(startRefusals(few, { tensorParallel: 8, expertParallel: true })).toMatchObject([
    { key: 'num_experts', got: '4 experts on 8 GPUs' },
  ]);
});
