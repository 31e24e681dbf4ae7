import type { ConfigReader } from '../config/config-reader';
import { isObject } from '../config/config-reader';
import type { Quantization, QuantizationRule } from './quantization';
import { inBlocks, inGroups, mxfp4, nvfp4, perChannel, perTensor, type Scheme } from './scheme';

/**
 * Groups of modules, each with a scheme of its own.
 *
 * @see vllm 0.33.0 model_executor/layers/quantization/compressed_tensors/compressed_tensors.py
 */
export function readCompressedTensors(config: ConfigReader, method: string): Quantization {
  const groups = config.maybeInner('config_groups');
  const rules = Object.keys(groups?.values ?? {}).flatMap((name) => readGroup(groups as ConfigReader, name));
  if (groups === undefined || rules.length === 0) {
    config.fault('config_groups', {
      problem: 'does not say how weights are stored',
      got: groups?.values,
      expected: 'at least one group with weights',
      fix: 'take config.json from the model’s own repository, unchanged',
    });
  }
  const kvFormat = kvCacheFormat(config);
  return {
    method,
    format: smallest(rules),
    rules,
    excluded: [...(config.maybeList('ignore', 'string') ?? [])],
    ...(kvFormat === undefined ? {} : { kvCacheFormat: kvFormat }),
  };
}

function readGroup(groups: ConfigReader, name: string): readonly QuantizationRule[] {
  const group = groups.maybeInner(name);
  const weights = group?.maybeInner('weights');
  if (group === undefined || weights === undefined) {
    return [];
  }
  const targets = group.maybeList('targets', 'string') ?? ['Linear'];
  const scheme = readScheme(weights);
  if (scheme === undefined) {
    return [];
  }
  const modules = targets.filter((target) => target !== 'Linear');
  return targets.includes('Linear')
    ? [{ scheme, roles: ['linear', 'expert', 'head'] }]
    : [{ scheme, roles: ['linear', 'expert', 'head'], modules }];
}

function readScheme(weights: ConfigReader): Scheme | undefined {
  const bits = weights.countOr(8, 'num_bits');
  const type = weights.maybeText('type') ?? 'int';
  const size = weights.maybeNumber('group_size');
  const block = weights.maybeList('block_structure', 'number');
  const strategy = weights.maybeText('strategy') ?? (size === undefined ? 'tensor' : 'group');
  const format = type === 'float' ? 'fp8' : 'int8';
  switch (`${type} ${bits}`) {
    case 'float 8':
    case 'int 8':
      if (strategy === 'block') {
        return inBlocks(block?.[0] ?? 128, block?.[1] ?? 128);
      }
      return strategy === 'tensor' ? perTensor(format) : perChannel(format, 2);
    case 'float 4':
      return size === 32 ? mxfp4 : nvfp4;
    case 'int 4':
      return inGroups('int4', 4, { size: size ?? -1, scaleBytes: 2 });
    default:
      weights.fault('num_bits', {
        problem: 'is a format whose weights this plan cannot size',
        got: `${type} of ${bits} bits`,
        expected: 'float of 8 or 4 bits, or int of 8 or 4 bits',
        fix: 'take a checkpoint of the same model in one of these',
      });
      return undefined;
  }
}

function kvCacheFormat(config: ConfigReader): 'fp8' | undefined {
  const scheme = config.maybeInner('kv_cache_scheme');
  return isObject(scheme?.values) && scheme?.countOr(8, 'num_bits') === 8 ? 'fp8' : undefined;
}

/** The format with the fewest bits is the one that the checkpoint is named for. */
const smallest = (rules: readonly QuantizationRule[]): Quantization['format'] =>
  [...rules].sort((a, b) => a.scheme.bitsPerValue - b.scheme.bitsPerValue)[0]?.scheme.format ?? 'bf16';
