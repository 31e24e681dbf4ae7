import type { Architecture } from './model/architecture';
import type { Tensor } from './model/tensor';

/** Rows and columns of one expert on one GPU. */
interface Part {
  readonly outputs: number;
  readonly inputs: number;
  readonly count: number;
}

/** Sizes up to whose multiples the engine fills an expert on each GPU. */
interface Tiles {
  readonly intermediate: number;
  readonly hidden: number;
}

/** The GPU for which a plan reckons where it is told none: a Hopper, on which the known models are held against the engine. */
export const defaultCapability = 9;

/**
 * The kernels that the engine chooses for MXFP4 experts compute whole tiles, so it fills their matrices up with zeros: Triton's
 * on Hopper those of gpt-oss, FlashInfer's TRTLLM on B200 and B300, Marlin's on every other GPU and for other models on Hopper.
 *
 * @see vllm 0.33.0 model_executor/layers/fused_moe/oracle/mxfp4.py lines 402-462 (which kernels) and 837-917 (which sizes)
 */
function tilesOf({ quantization, modelType }: Architecture, computeCapability: number): Tiles | undefined {
  if (quantization.format !== 'mxfp4') {
    return undefined;
  }
  const onHopper = computeCapability >= 9 && computeCapability < 10;
  return onHopper && modelType === 'gpt_oss' ? { intermediate: 64, hidden: 1 } : { intermediate: 128, hidden: 256 };
}

/** What one GPU holds of experts once the engine has filled them up; every other matrix stays as it is. */
export function filledUp(architecture: Architecture, tensor: Tensor, part: Part, computeCapability: number): Part {
  const tiles = tensor.count > 1 ? tilesOf(architecture, computeCapability) : undefined;
  if (tiles === undefined) {
    return part;
  }
  const widens = tensor.split === 'outputs';
  const up = (size: number, tile: number): number => (size === 1 ? 1 : Math.ceil(size / tile) * tile);
  return {
    ...part,
    outputs: up(part.outputs, widens ? tiles.intermediate : tiles.hidden),
    inputs: up(part.inputs, widens ? tiles.hidden : tiles.intermediate),
  };
}
