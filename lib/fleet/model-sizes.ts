import { knownArchitecture } from '../architecture/known-architecture';
import type { Architecture, Task } from '../architecture/model/architecture';
import { totalParameters } from '../architecture/parameters';
import { type ParsedConfig, parseConfig } from '../architecture/parse-config';
import type { WeightFormat } from '../architecture/quantization/scheme';
import { possibleTasks } from '../architecture/task';
import type { KnownModel } from '../catalogue/known-models';
import type { Precision } from '../catalogue/precision';

/** Sizes that a fleet file states where it names no `config.json`. */
export interface StatedSizes {
  readonly parametersBillion: number;
  readonly precision: Precision;
  readonly layers: number;
  /** Heads of keys and values in every layer. */
  readonly kvHeads: number;
  /** Dimension of one key and of one value. */
  readonly headDimension: number;
  readonly contextTokens: number;
}

/** Sizes that follow from a `config.json`. Heads and dimension are undefined where not all layers keep the same ones. */
export interface ReadSizes extends Omit<StatedSizes, 'kvHeads' | 'headDimension'> {
  readonly kvHeads: number | undefined;
  readonly headDimension: number | undefined;
}

export const sizeFields = [
  'parametersBillion',
  'precision',
  'layers',
  'kvHeads',
  'headDimension',
  'contextTokens',
] as const satisfies (keyof StatedSizes)[];

/** What a fleet file states beside declared memory; the other sizes follow from it. */
export const sizesBesideMemory = ['precision', 'layers', 'contextTokens'] as const satisfies (keyof StatedSizes)[];

/** The precision that the plan reckons with; undefined for formats that it cannot size yet. The engine loads 32-bit values in 16 bits. */
export const precisionOf: Readonly<Record<WeightFormat, Precision | undefined>> = {
  fp32: 'bf16',
  fp16: 'bf16',
  bf16: 'bf16',
  fp8: 'fp8',
  mxfp4: 'fp4',
  nvfp4: 'fp4',
  int8: undefined,
  int4: undefined,
  nf4: undefined,
};

export type SizesOfConfig = Omit<ReadSizes, 'precision'> & { readonly precision: Precision | undefined };

export function sizesOf(architecture: Architecture): SizesOfConfig {
  return {
    parametersBillion: totalParameters(architecture).value,
    precision: precisionOf[architecture.quantization.format],
    layers: architecture.layers,
    ...commonHeads(architecture),
    contextTokens: architecture.context.longestTokens,
  };
}

function commonHeads({ caches, layers }: Architecture): Pick<ReadSizes, 'kvHeads' | 'headDimension'> {
  const none = { kvHeads: undefined, headDimension: undefined };
  const [first] = caches;
  if (first?.kind !== 'full' || first.keyDimension !== first.valueDimension || caches.length !== layers) {
    return none;
  }
  const { heads, keyDimension } = first;
  const same = caches.every(
    (cache) =>
      cache.kind === 'full' &&
      cache.heads === heads &&
      cache.keyDimension === keyDimension &&
      cache.valueDimension === keyDimension,
  );
  return same ? { kvHeads: heads, headDimension: keyDimension } : none;
}

/** What stands in a `config.json` and in the `hf_quant_config.json` beside it, where there is one. */
export interface ConfigFiles {
  readonly config: string;
  readonly quantization: unknown;
}

/**
 * Reads a `config.json` for the task that the fleet file gives its model. A model that cannot have that task keeps its own,
 * by which a check tells the two apart.
 */
export const parseConfigFor = (task: Task, { config, quantization }: ConfigFiles): ParsedConfig =>
  forTask(task, (asked) => parseConfig(config, { quantization, ...asked }));

/** As {@link parseConfigFor}, of the `config.json` that the catalogue holds. */
export const knownConfigFor = (task: Task, model: KnownModel): ParsedConfig =>
  forTask(task, (asked) => knownArchitecture({ ...model, ...asked }));

function forTask(task: Task, parse: (asked: { readonly task?: Task }) => ParsedConfig): ParsedConfig {
  const own = parse({});
  return own.architecture !== undefined &&
    own.architecture.task !== task &&
    possibleTasks(own.architecture).includes(task)
    ? parse({ task })
    : own;
}
