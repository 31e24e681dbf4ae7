import type { Architecture } from '../architecture/model/architecture';
import { configOf } from './config-of-model';
import type { Model } from './fleet';
import { type SizesOfConfig, type StatedSizes, sizeFields, sizesOf } from './model-sizes';
import type { RelatedFiles } from './related-files';
import type { FleetFile } from './schema';

type FileModel = FleetFile['models'][number];

/** What the `config.json` of a model says; undefined where it has none that can be read. */
export function architectureOf(model: FileModel, related: RelatedFiles): Architecture | undefined {
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
  const architecture = architectureOf(model, related);
  const sizes = knownSizes(model, related) as StatedSizes;
  return architecture === undefined ? { ...model, ...sizes } : { ...model, ...sizes, architecture };
}
