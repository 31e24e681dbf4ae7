import type { Architecture } from '../architecture/model/architecture';
import { bytesPerValue, bytesPerWeight } from '../catalogue/precision';
import { gpusOf } from '../contract/replica-layout';
import { configOf } from './config-of-model';
import type { Model } from './fleet';
import { type SizesOfConfig, type StatedSizes, sizeFields, sizesOf } from './model-sizes';
import type { RelatedFiles } from './related-files';
import type { FleetFile } from './schema';
import type { DeclaredMemory } from './schema/declared-memory-schema';

type FileModel = FleetFile['models'][number];

/** What a `config.json` is found by. */
export type ConfiguredModel = Pick<FileModel, 'config' | 'model' | 'memory' | 'task'>;

/** What the `config.json` of a model says; undefined where it has none that can be read. */
export function architectureOf(model: ConfiguredModel, related: RelatedFiles): Architecture | undefined {
  const outcome = configOf(model, related);
  return outcome?.ok ? outcome.value.architecture : undefined;
}

/** The sizes of a model as far as the fleet file and the named `config.json` give them; what the file states wins. */
export function knownSizes(model: FileModel, related: RelatedFiles): Partial<SizesOfConfig> {
  const architecture = architectureOf(model, related);
  const read: Partial<SizesOfConfig> = architecture === undefined ? {} : sizesOf(architecture);
  return Object.fromEntries(sizeFields.map((field) => [field, model[field] ?? read[field]]));
}

/** Fills in every size of a model. It must have passed every check. */
export function completeModel(model: FileModel, related: RelatedFiles): Model {
  const { memory, ...rest } = model;
  const architecture = architectureOf(model, related);
  const sizes = knownSizes(model, related) as StatedSizes;
  if (memory !== undefined) {
    return { ...rest, ...sizes, ...sizesOfMemory(model, memory, sizes), memory };
  }
  return architecture === undefined ? { ...rest, ...sizes } : { ...rest, ...sizes, architecture };
}

/** The parameters that weights of so many bytes are, and the heads that would keep as much of a token. */
function sizesOfMemory(
  { kvPrecision, ...layout }: FileModel,
  { weightsGiBPerGpu, kvBytesPerTokenPerGpu }: DeclaredMemory,
  { precision, layers }: Pick<StatedSizes, 'precision' | 'layers'>,
): Pick<StatedSizes, 'parametersBillion' | 'kvHeads' | 'headDimension'> {
  return {
    parametersBillion: (weightsGiBPerGpu * gpusOf(layout) * 2 ** 30) / bytesPerWeight[precision] / 1e9,
    kvHeads: layout.tensorParallel,
    headDimension: kvBytesPerTokenPerGpu / (2 * layers * bytesPerValue[kvPrecision]),
  };
}
