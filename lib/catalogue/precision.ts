/** Numeric formats of weights and KV cache, with their size in bytes. */
export const bytesPerValue = { bf16: 2, fp8: 1, fp4: 0.5 } as const;

export type Precision = keyof typeof bytesPerValue;

export const precisions = Object.keys(bytesPerValue) as [Precision, ...Precision[]];
