import type { Tensor } from '../model/tensor';
import { linear, vector } from './linear';

/** Two matrices up, one down (SwiGLU and its kin). */
export const gatedMlp = (hidden: number, intermediate: number, bias = false, name = 'mlp'): readonly Tensor[] => [
  ...linear(`${name}.gate_proj`, intermediate, hidden, 'outputs', { bias }),
  ...linear(`${name}.up_proj`, intermediate, hidden, 'outputs', { bias }),
  ...linear(`${name}.down_proj`, hidden, intermediate, 'inputs', { bias }),
];

/** One matrix up, one down. */
export const plainMlp = (hidden: number, intermediate: number, bias = false, name = 'mlp'): readonly Tensor[] => [
  ...linear(`${name}.up_proj`, intermediate, hidden, 'outputs', { bias }),
  ...linear(`${name}.down_proj`, hidden, intermediate, 'inputs', { bias }),
];

export interface Experts {
  readonly hidden: number;
  readonly intermediate: number;
  readonly count: number;
  readonly perToken: number;
  /** Width of the experts' input where it is not the hidden size. */
  readonly latent?: number;
  /** @default true */
  readonly gated?: boolean;
  readonly bias?: boolean;
  readonly routerBias?: boolean;
  /** @default mlp */
  readonly name?: string;
  /** @default gate */
  readonly routerName?: string;
}

/** Experts of which a token uses a few, and the router that chooses them. */
export function experts(layer: Experts): readonly Tensor[] {
  const { hidden, intermediate, count, perToken, latent, gated = true, bias = false } = layer;
  const { name = 'mlp', routerName = 'gate' } = layer;
  const width = latent ?? hidden;
  const asExperts = (tensors: readonly Tensor[]): readonly Tensor[] =>
    tensors.map((tensor) => ({
      ...tensor,
      role: tensor.role === 'linear' ? ('expert' as const) : tensor.role,
      count,
      activeCount: perToken,
    }));
  const mlp = gated ? gatedMlp : plainMlp;
  return [
    ...linear(`${name}.${routerName}`, count, hidden, 'copied', { role: 'router', bias }),
    ...(layer.routerBias ? [vector(`${name}.${routerName}.e_score_correction_bias`, count, 4)] : []),
    ...asExperts(mlp(width, intermediate, bias, `${name}.experts.0`)),
    ...(latent === undefined
      ? []
      : [
          ...linear(`${name}.fc1_latent_proj`, latent, hidden, 'copied'),
          ...linear(`${name}.fc2_latent_proj`, hidden, latent, 'copied'),
        ]),
  ];
}
