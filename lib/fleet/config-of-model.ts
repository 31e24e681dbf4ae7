import { publishedModel } from '../catalogue/known-models';
import type { Path } from '../contract/findings';
import type { RelatedFiles } from './related-files';
import type { FleetFile } from './schema';

type FileModel = FleetFile['models'][number];

/**
 * What was read of the `config.json` that a model names or the catalogue holds; undefined where there is neither, and where
 * the owner of the fleet declares the model's memory instead.
 */
export function configOf(
  { config, model, memory, task }: Pick<FileModel, 'config' | 'model' | 'memory' | 'task'>,
  related: RelatedFiles,
) {
  if (memory !== undefined) {
    return undefined;
  }
  return configBeside({ config, model, task }, related);
}

/** The same, whether or not its memory is declared. */
export function configBeside(
  { config, model, task }: Pick<FileModel, 'config' | 'model' | 'task'>,
  related: RelatedFiles,
) {
  if (config !== undefined) {
    return related.config(config, task);
  }
  const known = model === undefined ? undefined : publishedModel(model);
  return known === undefined ? undefined : related.known(known, task);
}

/** Where the fleet file says of a model which `config.json` it has. */
export const configPath = ({ config }: Pick<FileModel, 'config'>, index: number): Path => [
  'models',
  index,
  config === undefined ? 'model' : 'config',
];
