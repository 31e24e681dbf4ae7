/** Numeric format of a weight. */
export type WeightFormat = 'fp32' | 'fp16' | 'bf16' | 'fp8' | 'int8' | 'int4' | 'nf4' | 'mxfp4' | 'nvfp4';

/** How one matrix is stored: its values, and the scales with which the GPU turns them back. */
export interface Scheme {
  readonly format: WeightFormat;
  readonly bitsPerValue: number;
  /** Bytes of one scale, with its zero point. */
  readonly scaleBytes: number;
  /** Rows and columns that share a scale; 0 for all of them. */
  readonly scaleOutputs: number;
  readonly scaleInputs: number;
  /** Bytes for every column, such as the order of groups in GPTQ. */
  readonly inputBytes: number;
  /** A GPU's part of a split matrix must be a multiple of this, or the engine ends at start; 1 for any. */
  readonly blockOutputs: number;
  readonly blockInputs: number;
}

const scheme = (format: WeightFormat, bitsPerValue: number, rest: Partial<Scheme>): Scheme => ({
  format,
  bitsPerValue,
  scaleBytes: 0,
  scaleOutputs: 0,
  scaleInputs: 0,
  inputBytes: 0,
  blockOutputs: 1,
  blockInputs: 1,
  ...rest,
});

/** One scale for the weights of a matrix and one for its inputs, of four bytes each. */
export const perTensor = (format: 'fp8' | 'int8'): Scheme => scheme(format, 8, { scaleBytes: 8 });

export const perChannel = (format: 'fp8' | 'int8', scaleBytes = 4): Scheme =>
  scheme(format, 8, { scaleBytes, scaleOutputs: 1 });

/** One scale for every block of rows and columns (DeepSeek: 128 × 128). */
export const inBlocks = (outputs: number, inputs: number): Scheme =>
  scheme('fp8', 8, {
    scaleBytes: 4,
    scaleOutputs: outputs,
    scaleInputs: inputs,
    blockOutputs: outputs,
    blockInputs: inputs,
  });

interface Groups {
  /** Columns that share a scale. */
  readonly size: number;
  readonly scaleBytes: number;
  readonly inputBytes?: number;
  /** Whether the engine refuses a part that cuts a group. @default true */
  readonly whole?: boolean;
}

/** One scale for every group of columns in a row. */
export const inGroups = (
  format: WeightFormat,
  bitsPerValue: number,
  { size, scaleBytes, inputBytes = 0, whole = true }: Groups,
): Scheme =>
  scheme(format, bitsPerValue, {
    scaleBytes,
    scaleOutputs: 1,
    scaleInputs: Math.max(0, size),
    inputBytes,
    blockInputs: whole ? Math.max(1, size) : 1,
  });

/** Four bits of the OCP microscaling standard: a scale of one byte for every 32 values. */
export const mxfp4 = inGroups('mxfp4', 4, { size: 32, scaleBytes: 1, whole: false });

/** Four bits of NVIDIA: a scale of one byte for every 16 values. */
export const nvfp4 = inGroups('nvfp4', 4, { size: 16, scaleBytes: 1 });

export function schemeBytes(scheme: Scheme, outputs: number, inputs: number): number {
  const scales =
    Math.ceil(outputs / (scheme.scaleOutputs || outputs)) * Math.ceil(inputs / (scheme.scaleInputs || inputs));
  return (outputs * inputs * scheme.bitsPerValue) / 8 + scales * scheme.scaleBytes + inputs * scheme.inputBytes;
}
