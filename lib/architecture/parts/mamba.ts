import type { StatePart } from '../model/cache';
import type { Tensor } from '../model/tensor';
import { linear, vector } from './linear';

/** A selective state-space layer of the second generation. */
export interface Mamba2 {
  readonly hidden: number;
  readonly heads: number;
  readonly headDimension: number;
  readonly groups: number;
  readonly stateSize: number;
  readonly kernel: number;
  readonly bias: boolean;
  readonly convolutionBias: boolean;
  readonly gatedNorm: boolean;
  readonly name: string;
}

const inner = ({ heads, headDimension }: Mamba2): number => heads * headDimension;
const convolved = (mamba: Mamba2): number => inner(mamba) + 2 * mamba.groups * mamba.stateSize;

export function mamba2(mamba: Mamba2): readonly Tensor[] {
  const { hidden, heads, kernel, bias, name } = mamba;
  const width = inner(mamba);
  return [
    ...linear(`${name}.in_proj`, width + convolved(mamba) + heads, hidden, 'outputs', { bias }),
    ...linear(`${name}.conv1d`, convolved(mamba), kernel, 'outputs', { role: 'vector', bias: mamba.convolutionBias }),
    ...linear(`${name}.A_log`, 3 * heads, 1, 'outputs', { role: 'vector' }),
    ...(mamba.gatedNorm ? linear(`${name}.norm`, width, 1, 'outputs', { role: 'vector' }) : []),
    ...linear(`${name}.out_proj`, hidden, width, 'inputs', { bias }),
  ];
}

/** @see vllm 0.33.0 model_executor/layers/mamba/mamba_utils.py, mamba2_state_shape */
export const mamba2State = (mamba: Mamba2, stateBytes: number, convolutionBytes: number): readonly StatePart[] => [
  { values: convolved(mamba) * (mamba.kernel - 1), bytes: convolutionBytes },
  { values: inner(mamba) * mamba.stateSize, bytes: stateBytes },
];

/** A selective state-space layer of the first generation (Jamba). */
export interface Mamba1 {
  readonly hidden: number;
  readonly inner: number;
  readonly stateSize: number;
  readonly kernel: number;
  readonly timeRank: number;
  readonly convolutionBias: boolean;
  readonly bias: boolean;
}

export const mamba1 = (mamba: Mamba1): readonly Tensor[] => [
  ...linear('mamba.in_proj', 2 * mamba.inner, mamba.hidden, 'outputs', { bias: mamba.bias }),
  ...linear('mamba.conv1d', mamba.inner, mamba.kernel, 'outputs', { role: 'vector', bias: mamba.convolutionBias }),
  ...linear('mamba.x_proj', mamba.timeRank + 2 * mamba.stateSize, mamba.inner, 'inputs'),
  ...linear('mamba.dt_proj', mamba.inner, mamba.timeRank, 'outputs', { bias: true }),
  ...linear('mamba.A_log', mamba.inner, mamba.stateSize + 1, 'outputs', { role: 'vector' }),
  vector('mamba.norms', mamba.timeRank + 2 * mamba.stateSize),
  ...linear('mamba.out_proj', mamba.hidden, mamba.inner, 'inputs', { bias: mamba.bias }),
];

/** @see vllm 0.33.0 model_executor/layers/mamba/mamba_utils.py, mamba1_state_shape */
export const mamba1State = (mamba: Mamba1, bytes: number): readonly StatePart[] => [
  { values: mamba.inner * (mamba.kernel - 1), bytes },
  { values: mamba.inner * mamba.stateSize, bytes },
];
