import type { StatePart } from '../model/cache';
import type { Tensor } from '../model/tensor';
import { linear, vector } from './linear';

/** Linear attention with a gated delta rule: a state of constant size instead of keys and values. */
export interface DeltaNet {
  readonly hidden: number;
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyDimension: number;
  readonly valueDimension: number;
  readonly kernel: number;
}

const keys = ({ keyHeads, keyDimension }: DeltaNet): number => keyHeads * keyDimension;
const values = ({ valueHeads, valueDimension }: DeltaNet): number => valueHeads * valueDimension;
const convolved = (net: DeltaNet): number => 2 * keys(net) + values(net);

export const deltaNet = (net: DeltaNet): readonly Tensor[] => [
  ...linear('linear_attn.in_proj_qkv', convolved(net), net.hidden, 'outputs'),
  ...linear('linear_attn.in_proj_z', values(net), net.hidden, 'outputs'),
  ...linear('linear_attn.in_proj_ba', 2 * net.valueHeads, net.hidden, 'outputs', { role: 'router' }),
  ...linear('linear_attn.conv1d', convolved(net), net.kernel, 'outputs', { role: 'vector' }),
  ...linear('linear_attn.A_log', 2 * net.valueHeads, 1, 'outputs', { role: 'vector' }),
  vector('linear_attn.norm', net.valueDimension),
  ...linear('linear_attn.out_proj', net.hidden, values(net), 'inputs'),
];

/** @see vllm 0.33.0 model_executor/layers/mamba/mamba_utils.py, gated_delta_net_state_shape */
export const deltaNetState = (net: DeltaNet, stateBytes: number, bytes: number): readonly StatePart[] => [
  { values: convolved(net) * (net.kernel - 1), bytes },
  { values: values(net) * net.keyDimension, bytes: stateBytes },
];
