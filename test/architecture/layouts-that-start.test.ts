import { expect, test } from 'vitest';
import { architectureOfId } from '../../lib/architecture/architecture-of-id';
import { layoutsThatStart } from '../../lib/architecture/layouts-that-start';
import type { Architecture } from '../../lib/architecture/model/architecture';

const architecture = (id: string): Architecture => architectureOfId(id)?.architecture as Architecture;

test.each([{ tensorParallel: 8 }, { tensorParallel: 1, dataParallel: 8 }])(
  'a mixture whose blocks %j cuts starts on fewer GPUs, with whole experts, or with copies of its attention',
  (layout) => {
    // An expert has 1,536 rows in blocks of 128: 192 on 8 GPUs, and 384 = 3 × 128 on 4.
    expect(layoutsThatStart(architecture('Qwen/Qwen3-235B-A22B-FP8'), layout)).toEqual([
      { tensorParallel: 4 },
      { tensorParallel: 2 },
      { tensorParallel: 1 },
      { tensorParallel: 8, expertParallel: true },
      { tensorParallel: 1, dataParallel: 8, expertParallel: true },
    ]);
  },
);

test('a dense model has fewer GPUs alone: 28 heads on 4, 2 or 1', () => {
  expect(layoutsThatStart(architecture('Qwen/Qwen2.5-7B-Instruct'), { tensorParallel: 8 })).toEqual([
    { tensorParallel: 4 },
    { tensorParallel: 2 },
    { tensorParallel: 1 },
  ]);
});
