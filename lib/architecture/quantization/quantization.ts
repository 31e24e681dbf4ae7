import type { Tensor } from '../model/tensor';
import { matchesModule } from './module-patterns';
import type { Scheme, WeightFormat } from './scheme';

/** Which matrices of a checkpoint are stored in which scheme. */
export interface Quantization {
  /** `quant_method` of the checkpoint, or `none`. */
  readonly method: string;
  /** The format of most weights. */
  readonly format: WeightFormat;
  /** The first rule that names a matrix stores it; a matrix that none names is stored in the model's data type. */
  readonly rules: readonly QuantizationRule[];
  /** Modules that no rule quantises. */
  readonly excluded: readonly string[];
  /** The checkpoint brings scales for a KV cache of this format, and the engine uses it unless told otherwise. */
  readonly kvCacheFormat?: 'fp8';
}

export interface QuantizationRule {
  readonly scheme: Scheme;
  readonly roles: readonly ('linear' | 'expert' | 'head')[];
  /** Names of modules; all modules of the roles where it is undefined. */
  readonly modules?: readonly string[];
}

/** Patterns of modules take long to match, and the same matrices are asked for in every layout. */
const found = new WeakMap<Quantization, WeakMap<Tensor, { readonly scheme: Scheme | undefined }>>();

/** How a matrix is stored; undefined where it keeps the data type of the model. Vision and audio towers are not quantised. */
export function schemeOf(quantization: Quantization, tensor: Tensor): Scheme | undefined {
  const ofTensors = found.get(quantization) ?? new WeakMap();
  found.set(quantization, ofTensors);
  const known = ofTensors.get(tensor) ?? { scheme: matchedScheme(quantization, tensor) };
  ofTensors.set(tensor, known);
  return known.scheme;
}

function matchedScheme({ rules, excluded }: Quantization, { name, role, place }: Tensor): Scheme | undefined {
  if (rules.length === 0 || place === 'tower' || !(role === 'linear' || role === 'expert' || role === 'head')) {
    return undefined;
  }
  const rule = rules.find(
    ({ roles, modules }) => roles.includes(role) && (modules === undefined || matchesModule(modules, name)),
  );
  return rule === undefined || matchesModule(excluded, name) ? undefined : rule.scheme;
}
