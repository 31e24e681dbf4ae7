import type { ConfigReader } from '../config/config-reader';
import type { Quantization } from './quantization';
import { inBlocks, inGroups, perChannel, perTensor } from './scheme';

const roles = ['linear', 'expert'] as const;

const excludedModules = (config: ConfigReader, ...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => config.maybeList(name, 'string') ?? []);

/** @see vllm 0.33.0 model_executor/layers/quantization/fp8.py */
export function readFp8(config: ConfigReader, method: 'fp8' | 'fbgemm_fp8'): Quantization {
  const block = config.maybeList('weight_block_size', 'number');
  const [outputs = 0, inputs = 0] = block ?? [];
  if (block !== undefined && !(block.length === 2 && block.every((size) => Number.isSafeInteger(size) && size > 0))) {
    config.fault('weight_block_size', {
      problem: 'is not the size of a block',
      got: block,
      expected: 'two whole numbers above 0: rows and columns that share a scale',
      fix: 'take config.json from the model’s own repository, unchanged',
    });
  }
  const scheme = method === 'fbgemm_fp8' ? perChannel('fp8') : perTensor('fp8');
  return {
    method,
    format: 'fp8',
    rules: [{ scheme: block === undefined ? scheme : inBlocks(outputs || 1, inputs || 1), roles }],
    excluded: excludedModules(config, 'modules_to_not_convert', 'ignored_layers'),
  };
}

/**
 * Integers of few bits in groups of columns. A group has a scale of two bytes and a packed zero point; GPTQ adds the
 * group of every column, four bytes each.
 *
 * @see vllm 0.33.0 model_executor/layers/quantization/awq.py, gptq.py
 */
export function readGroupwise(config: ConfigReader, method: 'awq' | 'gptq'): Quantization {
  const bits = config.countOr(4, 'bits', 'w_bit');
  const size = groupSize(config);
  if (bits !== 4 && bits !== 8) {
    config.fault('bits', {
      problem: 'is a width that the engine’s kernels do not run',
      got: bits,
      expected: '4 or 8',
      fix: 'take a checkpoint of 4 or 8 bits',
    });
  }
  return {
    method,
    format: bits === 8 ? 'int8' : 'int4',
    rules: [
      {
        scheme: inGroups(bits === 8 ? 'int8' : 'int4', bits, {
          size,
          scaleBytes: 2 + bits / 8,
          inputBytes: method === 'gptq' ? 4 : 0,
        }),
        roles,
      },
    ],
    excluded: excludedModules(config, 'modules_to_not_convert'),
  };
}

/** −1 stands for one group over all columns. */
function groupSize(config: ConfigReader): number {
  const size = config.numberOr(128, config.has('q_group_size') ? 'q_group_size' : 'group_size');
  if (!Number.isSafeInteger(size) || size === 0 || size < -1) {
    config.fault('group_size', {
      problem: 'is not a size of groups',
      got: size,
      expected: 'a whole number above 0, or -1 for one group over all columns',
      fix: 'take config.json from the model’s own repository, unchanged',
    });
    return 128;
  }
  return size;
}

/** Four bits with a scale of four bytes for every 64 values, itself stored in eight bits where it is quantised twice. */
export function readBitsAndBytes(config: ConfigReader): Quantization {
  const four = config.flagOr(false, 'load_in_4bit');
  const eight = config.flagOr(false, 'load_in_8bit');
  const twice = config.flagOr(false, 'bnb_4bit_use_double_quant');
  if (four === eight) {
    config.fault('load_in_4bit', {
      problem: 'and load_in_8bit do not say which of the two the checkpoint is',
      got: four,
      expected: 'one of the two to be true',
      fix: 'take config.json from the model’s own repository, unchanged',
    });
  }
  return {
    method: 'bitsandbytes',
    format: four ? 'nf4' : 'int8',
    rules: [
      {
        scheme: four
          ? { ...inGroups('nf4', 4, { size: 64, scaleBytes: twice ? 1 : 4, whole: false }) }
          : perChannel('int8'),
        roles,
      },
    ],
    excluded: excludedModules(config, 'llm_int8_skip_modules'),
  };
}
