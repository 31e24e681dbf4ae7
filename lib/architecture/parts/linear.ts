import type { Role, Split, Tensor } from '../model/tensor';

interface LinearOptions {
  readonly bias?: boolean;
  readonly role?: Role;
  /** For a matrix that is split in whole heads. */
  readonly heads?: number;
}

/** A matrix of a linear layer, and its bias. */
export function linear(
  name: string,
  outputs: number,
  inputs: number,
  split: Split,
  { bias = false, role = 'linear', heads }: LinearOptions = {},
): readonly Tensor[] {
  const common = { place: 'text', count: 1, activeCount: 1, ...(heads === undefined ? {} : { heads }) } as const;
  return [
    { ...common, name, role, outputs, inputs, split },
    ...(bias
      ? [{ ...common, name, role: 'vector' as const, outputs, inputs: 1, split: split === 'inputs' ? 'copied' : split }]
      : []),
  ] as readonly Tensor[];
}

/** A vector that every GPU holds: the weights of a norm, a sink of every head. */
export const vector = (name: string, length: number, bytesPerValue?: number): Tensor => ({
  name,
  role: 'vector',
  place: 'text',
  outputs: length,
  inputs: 1,
  split: 'copied',
  count: 1,
  activeCount: 1,
  ...(bytesPerValue === undefined ? {} : { bytesPerValue }),
});

/** The tensors of one layer, under its name. */
export const inLayer = (layer: number, tensors: readonly Tensor[], prefix = 'layers'): readonly Tensor[] =>
  tensors.map((tensor) => ({ ...tensor, layer, name: `${prefix}.${layer}.${tensor.name}` }));

export const inTower = (tensors: readonly Tensor[]): readonly Tensor[] =>
  tensors.map((tensor) => ({ ...tensor, place: 'tower' as const, activeCount: 0 }));
