import type { ConfigReader } from '../config/config-reader';
import type { ImageToken } from '../model/architecture';

/** Reads what one token of an image stands for. */
export type ReadImageToken = (tower: ConfigReader, outer: ConfigReader) => ImageToken;

const square = (side: number): number => side * side;

/** A square of patches becomes one token. */
const merged = (patchSize: number, side: number): ImageToken => ({
  pixels: square(patchSize * side),
  patches: square(side),
});

/** @see vllm 0.33.0 models/qwen2_vl.py, qwen3_vl.py */
export const qwenImage: ReadImageToken = (tower, outer) =>
  merged(
    tower.countOr(/^qwen2/.test(String(outer.raw('model_type'))) ? 14 : 16, 'patch_size'),
    tower.countOr(2, 'spatial_merge_size'),
  );

/** @see vllm 0.33.0 models/mistral3.py */
export const pixtralImage: ReadImageToken = (tower, outer) =>
  merged(tower.countOr(16, 'patch_size'), outer.countOr(2, 'spatial_merge_size'));

/** @see vllm 0.33.0 models/gemma4_mm.py */
export const gemma4Image: ReadImageToken = (tower) =>
  merged(tower.countOr(16, 'patch_size'), tower.countOr(3, 'pooling_kernel_size'));

/** @see vllm 0.33.0 models/mllama4.py */
export const llama4Image: ReadImageToken = (tower) =>
  merged(tower.countOr(14, 'patch_size'), 1 / tower.numberOr(0.5, 'pixel_shuffle_ratio'));

/** Gemma 3 pools the whole image to a number of tokens; the others keep each patch. @see vllm 0.33.0 models/gemma3_mm.py, llava.py */
export const vitImage: ReadImageToken = (tower, outer) => {
  const patchSize = tower.countOr(16, 'patch_size');
  const patchesOfASide = Math.floor(tower.countOr(224, 'image_size') / patchSize);
  return outer.raw('model_type') === 'gemma3'
    ? merged(patchSize, patchesOfASide / Math.sqrt(outer.countOr(256, 'mm_tokens_per_image')))
    : merged(patchSize, 1);
};

/** @see vllm 0.33.0 models/internvl.py */
export const internImage: ReadImageToken = (tower, outer) =>
  merged(tower.count('patch_size'), 1 / outer.numberOr(0.5, 'downsample_ratio'));

/** @see vllm 0.33.0 models/kimi_k25_vit.py, moonvit.py */
export const moonImage: ReadImageToken = (tower) => {
  const [high = 2, wide = 2] = tower.maybeList('merge_kernel_size', 'number') ?? [];
  return { pixels: square(tower.countOr(14, 'patch_size')) * high * wide, patches: high * wide };
};
