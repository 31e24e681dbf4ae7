/** Numeric formats of weights and KV cache, with their size in bytes. */
export const bytesPerValue = { bf16: 2, fp8: 1, fp4: 0.5 } as const;

export type Precision = keyof typeof bytesPerValue;

export const precisions = Object.keys(bytesPerValue) as [Precision, ...Precision[]];

/**
 * Bytes of one weight. Formats of four bits carry a scale of one byte for every 16 values (NVFP4).
 *
 * @see https://docs.nvidia.com/nemo/automodel/nemo-automodel/nemo_automodel/components/quantization/nvfp4 (0.5625 bytes per parameter; 2026-11-23)
 */
export const bytesPerWeight: Readonly<Record<Precision, number>> = { ...bytesPerValue, fp4: 0.5625 };
