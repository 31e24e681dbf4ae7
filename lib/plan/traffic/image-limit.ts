import { assumed, derived, type Figure, show, stated } from '../../figures/figure';

/** A workload with images, and the tower that reads them. */
export interface ImageTraffic {
  readonly maxImages: number;
  readonly maxInputTokens: number;
  readonly pixelsPerToken: number;
}

const bytesPerPixel = assumed(4, 'bytes/pixel', 'three colours of a byte that do not compress, in base64', {
  low: 0.2,
  high: 4,
});

const photo = assumed(
  5_000_000,
  'bytes',
  'a photo of a telephone in base64 (0.3 to 5 MB), which the engine scales down itself',
  { low: 300_000, high: 5_000_000 },
);

/** Bytes of all images of the longest request: those of the pixels that the prompt has tokens for, or whole photos. */
export function imageBytes({ maxImages, maxInputTokens, pixelsPerToken }: ImageTraffic): Figure {
  const images = stated(maxImages, 'images', 'workloads[].maxImages');
  const pixels = derived(
    Math.floor(maxInputTokens / maxImages) * pixelsPerToken,
    'pixels/image',
    `${show(maxInputTokens)} tokens ÷ ${maxImages} images × ${show(pixelsPerToken)} pixels that the tower makes one token of`,
    { from: [stated(maxInputTokens, 'tokens', 'workloads[].maxInputTokens'), images] },
  );
  const each = Math.max(pixels.value * bytesPerPixel.value, photo.value);
  return derived(
    maxImages * each,
    'bytes',
    `${maxImages} images × the larger of ${show(pixels.value)} pixels × ${bytesPerPixel.value} bytes and ${show(photo.value)} bytes`,
    { from: [images, pixels, bytesPerPixel, photo] },
  );
}
