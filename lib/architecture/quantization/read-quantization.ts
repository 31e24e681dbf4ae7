import type { ConfigReader } from '../config/config-reader';
import type { Quantization } from './quantization';
import { readBitsAndBytes, readFp8, readGroupwise } from './read-common-methods';
import { readCompressedTensors } from './read-compressed-tensors';
import { readModelOpt } from './read-modelopt';
import { mxfp4 } from './scheme';

/** vLLM reads these; what is not among them is refused, since its size is unknown. */
export const quantizationMethods = [
  'fp8',
  'fbgemm_fp8',
  'compressed-tensors',
  'awq',
  'gptq',
  'bitsandbytes',
  'mxfp4',
  'modelopt',
  'modelopt_fp4',
  'modelopt_mixed',
] as const;

/** Weights in the data type of the model. */
export const unquantized = (bytesPerValue: number): Quantization => ({
  method: 'none',
  format: bytesPerValue === 4 ? 'fp32' : 'bf16',
  rules: [],
  excluded: [],
});

/**
 * How the weights of a checkpoint are stored, by `quantization_config`, or by the content of `hf_quant_config.json`.
 *
 * @see vllm 0.33.0 transformers_utils/model_arch_config_convertor.py, _normalize_quantization_config
 */
export function readQuantization(config: ConfigReader): Quantization | undefined {
  const quantization = config.maybeInner('quantization');
  const producer = config.maybeInner('producer');
  const method = normalized(config.maybeText('quant_method') ?? producer?.maybeText('name'));
  switch (method) {
    case 'fp8':
    case 'fbgemm_fp8':
      return readFp8(config, method);
    case 'compressed-tensors':
      return readCompressedTensors(config, method);
    case 'awq':
    case 'gptq':
      return readGroupwise(config, method);
    case 'bitsandbytes':
      return readBitsAndBytes(config);
    case 'mxfp4':
      return {
        method,
        format: 'mxfp4',
        rules: [{ scheme: mxfp4, roles: ['expert'] }],
        excluded: config.maybeList('modules_to_not_convert', 'string') ?? [],
      };
    case 'modelopt':
    case 'modelopt_fp4':
    case 'modelopt_mixed':
      return config.has('config_groups')
        ? readCompressedTensors(config, method)
        : readModelOpt(quantization ?? config, method);
    default:
      config.fault('quant_method', {
        problem: 'is a quantisation whose weights this plan cannot size',
        got: method,
        expected: quantizationMethods.join(', '),
        fix: 'take a checkpoint of the same model in one of these',
      });
      return undefined;
  }
}

const normalized = (method: string | undefined): (typeof quantizationMethods)[number] | string | undefined =>
  method?.toLowerCase().replace('compressed_tensors', 'compressed-tensors');
