import { type ConfigReader, isObject } from '../config/config-reader';
import type { Quantization, QuantizationRule } from './quantization';
import { inBlocks, nvfp4, perChannel, perTensor, type Scheme } from './scheme';

const roles = ['linear', 'expert', 'head'] as const;

const algorithms: Readonly<Record<string, Scheme>> = {
  FP8: perTensor('fp8'),
  FP8_PER_CHANNEL_PER_TOKEN: perChannel('fp8'),
  FP8_PB_WO: inBlocks(128, 128),
  NVFP4: nvfp4,
};

/**
 * What NVIDIA’s Model Optimizer writes, as the `quantization` of `hf_quant_config.json` or flat in `config.json`.
 *
 * @see vllm 0.33.0 model_executor/layers/quantization/modelopt.py
 */
export function readModelOpt(config: ConfigReader, method: string): Quantization | undefined {
  const algorithm = config.maybeText('quant_algo')?.toUpperCase();
  const kvAlgorithm = config.maybeText('kv_cache_quant_algo')?.toUpperCase();
  const excluded = ['exclude_modules', 'ignore', 'modules_to_not_convert'].flatMap(
    (name) => config.maybeList(name, 'string') ?? [],
  );
  const rules = algorithm === 'MIXED_PRECISION' ? mixed(config) : uniform(algorithm);
  const [first] = [...rules].sort((a, b) => a.scheme.bitsPerValue - b.scheme.bitsPerValue);
  if (first === undefined) {
    config.fault('quant_algo', {
      problem: 'is a quantisation whose weights this plan cannot size',
      got: algorithm,
      expected: `${Object.keys(algorithms).join(', ')} or MIXED_PRECISION with quantized_layers`,
      fix: 'take a checkpoint of the same model in one of these',
    });
    return undefined;
  }
  return {
    method,
    format: first.scheme.format,
    rules,
    excluded,
    ...(kvAlgorithm === 'FP8' || schemeIsFp8(config) ? { kvCacheFormat: 'fp8' as const } : {}),
  };
}

/** The form of newer checkpoints. @see vllm 0.33.0 utils/torch_utils.py, get_kv_cache_quant_algo_string */
function schemeIsFp8(config: ConfigReader): boolean {
  const { type, num_bits: bits, dynamic } = config.maybeInner('kv_cache_scheme')?.values ?? {};
  return type === 'float' && bits === 8 && dynamic === false;
}

const uniform = (algorithm: string | undefined): readonly QuantizationRule[] => {
  const scheme = algorithms[algorithm ?? ''];
  return scheme === undefined ? [] : [{ scheme, roles }];
};

/** Every layer with an algorithm of its own. */
function mixed(config: ConfigReader): readonly QuantizationRule[] {
  const layers = config.maybeInner('quantized_layers')?.values ?? {};
  return Object.entries(algorithms).flatMap(([algorithm, scheme]) => {
    const modules = Object.entries(layers)
      .filter(
        ([, layer]) =>
          isObject(layer) &&
          String(Object.entries(layer).find(([key]) => key === 'quant_algo')?.[1]).toUpperCase() === algorithm,
      )
      .map(([name]) => name);
    return modules.length === 0 ? [] : [{ scheme, roles, modules }];
  });
}
