import { derived, type Figure, show } from '../figures/figure';
import { fromConfig } from './from-config';
import { sharesOf } from './layout';
import type { Architecture, Layout } from './model/architecture';
import { partOnOneGpu } from './weights-on-each-gpu';

export interface Adapters {
  readonly count: number;
  /** Room of the engine for each of them: the largest rank, rounded up to one that it offers. */
  readonly rank: number;
}

/**
 * Memory that the engine reserves for LoRA adapters on each GPU, GiB: two matrices of the rank beside each linear layer.
 * The side of a layer that the GPUs split is split in its adapter too, and the other side is whole on each.
 *
 * @see vllm 0.33.0 lora/layers/column_parallel_linear.py, row_parallel_linear.py, create_lora_weights
 */
export function adaptersOnEachGpu(architecture: Architecture, layout: Layout, { count, rank }: Adapters): Figure {
  const shares = sharesOf(layout);
  const values = architecture.tensors
    .filter(({ place, role }) => place === 'text' && (role === 'linear' || role === 'expert'))
    .map((tensor) => partOnOneGpu(tensor, shares))
    .reduce((total, part) => total + part.count * (part.inputs + part.outputs), 0);
  return derived(
    (count * rank * values * architecture.loadedBytesPerValue) / 2 ** 30,
    'GiB',
    `${count} adapters of rank ${rank} × ${show(values)} inputs and outputs of linear layers × ${architecture.loadedBytesPerValue} bytes`,
    { from: fromConfig(architecture) },
  );
}
