import type { Divisor } from '../model/architecture';
import type { Mamba2 } from './mamba';

/** @see vllm 0.33.0 config/model.py, verify_with_parallel_config */
export const attentionHeads = (count: number): Divisor => ({
  key: 'num_attention_heads',
  count,
  among: 'tensorParallel',
  engineMessage: 'Total number of attention heads must be divisible by tensor parallel size',
});

/** @see vllm 0.33.0 model_executor/layers/linear.py, QKVParallelLinear */
export const kvHeads = (count: number, key = 'num_key_value_heads'): Divisor => ({
  key,
  count,
  among: 'tensorParallel',
  copied: true,
  engineMessage: 'key and value heads are neither divisible by the tensor parallel size nor a divisor of it',
});

/** @see vllm 0.33.0 model_executor/layers/mamba/mamba_utils.py 272-293 */
export const stateHeads = (key: string, count: number): Divisor => ({
  key,
  count,
  among: 'tensorParallel',
  engineMessage: 'the heads of the recurrent state are not divisible by the tensor parallel size',
});

/**
 * The engine asserts that heads divide, and groups too unless there is only one, which it then copies.
 *
 * @see vllm 0.33.0 model_executor/layers/mamba/mamba_mixer2.py 316-323
 */
export const mambaDivisors = (
  { heads, groups }: Pick<Mamba2, 'heads' | 'groups'>,
  [headsKey, groupsKey]: readonly [string, string],
): readonly Divisor[] => [stateHeads(headsKey, heads), ...(groups === 1 ? [] : [stateHeads(groupsKey, groups)])];
