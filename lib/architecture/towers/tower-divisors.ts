import type { Divisor } from '../model/architecture';
import type { Tensor } from '../model/tensor';

/**
 * Sizes of towers that the GPUs of tensor parallelism must divide: 3,420 of Qwen2.5-VL does not divide among eight.
 *
 * @see vllm 0.33.0 model_executor/layers/linear.py, ColumnParallelLinear and RowParallelLinear
 */
export function towerDivisors(towers: readonly Tensor[]): readonly Divisor[] {
  const sizes = towers
    .filter(({ role }) => role === 'linear')
    .flatMap(({ split, outputs, inputs }) => (split === 'outputs' ? [outputs] : split === 'inputs' ? [inputs] : []));
  return [...new Set(sizes)].map((count) => ({
    key: 'vision_config',
    count,
    among: 'tensorParallel',
    engineMessage: 'assert all(output_size % self.tp_size == 0 for output_size in output_sizes)',
  }));
}
