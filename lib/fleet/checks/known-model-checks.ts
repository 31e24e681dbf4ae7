import { publishedModel, publishedModels } from '../../catalogue/known-models';
import { error, warning } from '../../contract/findings';
import { didYouMean } from '../nearest';
import { check } from './check';

const source = 'known models: npx polyregion models';

const idIsKnown = check(['models'], ({ models }) =>
  models.flatMap(({ model }, index) =>
    model === undefined || publishedModel(model) !== undefined
      ? []
      : [
          error(['models', index, 'model'], {
            problem: 'is not among the known models',
            got: model,
            expected: `an id that npx polyregion models lists, which holds ${publishedModels.length}`,
            fix: `${nearestIds(model)}; for any other model give weights: ${model} and config: with the path of its config.json`,
            source,
          }),
        ],
  ),
);

/** A list of all of them would be longer than a screen: the nearest one, or those of the same publisher. */
function nearestIds(id: string): string {
  const ids = publishedModels.map((known) => known.id);
  const ofPublisher = ids.filter((known) => known.toLowerCase().startsWith(`${id.split('/')[0]?.toLowerCase()}/`));
  const found = didYouMean(id, ids);
  return found.startsWith('did you')
    ? found.replace(/\?$/, '')
    : ofPublisher.length > 0
      ? `use one of: ${ofPublisher.join(', ')}`
      : 'search with npx polyregion models WORD';
}

const oneSourceOfSizes = check(['models'], ({ models }) =>
  models.flatMap(({ model, config }, index) =>
    model === undefined || config === undefined
      ? []
      : [
          error(['models', index, 'config'], {
            problem: 'stands beside model, whose config.json the catalogue holds',
            got: config,
            expected: 'one of the two',
            fix: `leave config out, or write weights: ${model} in place of model: ${model}`,
            source,
          }),
        ],
  ),
);

/** The sizes of such a model follow from values that its publisher may not have chosen. */
const partialCopyIsSaid = check(['models'], ({ models }) =>
  models.flatMap(({ model, config }, index) => {
    const known = model === undefined || config !== undefined ? undefined : publishedModel(model);
    return known === undefined || known.configComplete
      ? []
      : [
          warning(['models', index, 'model'], {
            problem: `has a config.json in the catalogue that is not the whole published file (${known.configSource})`,
            got: known.id,
            expected: 'the whole file as published',
            fix: `compare the plan with one made from its own file: weights: ${known.id} and config: with its path`,
            source,
          }),
        ];
  }),
);

export const knownModelChecks = [idIsKnown, oneSourceOfSizes, partialCopyIsSaid];
