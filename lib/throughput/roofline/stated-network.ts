import type { WeightFormat } from '../../architecture/quantization/scheme';
import type { WorkOnEachGpu } from '../../architecture/work-on-each-gpu';
import { bytesPerValue, bytesPerWeight, type Precision } from '../../catalogue/precision';

/** Sizes of a model of equal layers, of which no `config.json` is known. */
export interface StatedNetwork {
  readonly parametersBillion: number;
  readonly precision: Precision;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDimension: number;
  /** Parameters that one token uses. @default - all */
  readonly activeParametersBillion?: number;
}

/** Hidden size of a dense transformer of equal layers, which has about 12 × layers × width² parameters. */
export const modelWidth = ({ parameters, layers }: { readonly parameters: number; readonly layers: number }): number =>
  Math.sqrt(parameters / (12 * layers));

const formatOf = { bf16: 'bf16', fp8: 'fp8', fp4: 'nvfp4' } as const satisfies Record<Precision, WeightFormat>;

/** Queries are taken to be as wide as the layers. */
export function statedWork(network: StatedNetwork, tensorParallel: number, kvPrecision: 'bf16' | 'fp8'): WorkOnEachGpu {
  const { parametersBillion, precision, layers, kvHeads, headDimension } = network;
  const { activeParametersBillion = parametersBillion } = network;
  const hiddenSize = modelWidth({ parameters: parametersBillion * 1e9, layers });
  // Where there are fewer KV heads than GPUs, every GPU keeps a whole one.
  const heads = kvHeads / Math.min(tensorParallel, kvHeads);
  return {
    layers,
    hiddenSize,
    shared: [
      {
        format: formatOf[precision],
        bytes: (parametersBillion * 1e9 * bytesPerWeight[precision]) / tensorParallel,
        parametersPerToken: (activeParametersBillion * 1e9) / tensorParallel,
      },
    ],
    cache: {
      bytesPerToken: 2 * layers * heads * headDimension * bytesPerValue[kvPrecision],
      windows: [],
      constantBytes: 0,
    },
    attention: [{ windowTokens: undefined, operationsPerPair: (4 * hiddenSize * layers) / tensorParallel }],
  };
}
