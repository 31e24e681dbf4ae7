import { jsonObject } from '../../contract/json-object';
import { loraFolder } from '../../engine/setting-flags';
import { type Difference, has, type PlannedWeights, textOf } from './planned-model';

const tensors = 'adapter_model.safetensors';

/** Where adapters are missing, or of another rank than the engine reserves memory for. */
export const adapterDifferences = ({ model, folder }: PlannedWeights): Difference[] =>
  model.engine.loraAdapters.flatMap(({ name, rank }) => {
    const config = `${loraFolder(name)}/adapter_config.json`;
    const missing = [config, `${loraFolder(name)}/${tensors}`].filter((path) => !has(folder, path));
    const { r } = jsonObject(textOf(folder, config) ?? '') ?? {};
    return [
      ...missing.map((path) => ({
        path,
        problem: `is missing, and the adapter ${name} of the fleet file needs it`,
        got: 'no such file',
        expected: 'the files of the adapter',
        fix: 'copy the adapter into this folder, or take it out of engine.loraAdapters',
      })),
      ...(missing.includes(config) || r === rank
        ? []
        : [
            {
              path: config,
              problem: `has another rank than the adapter ${name} of the fleet file`,
              got: r,
              expected: String(rank),
              fix: 'write the rank of the adapter into the fleet file, or push the adapter that is meant',
            },
          ]),
    ];
  });

/** Once the files are read: adapters whose tensors are not those that the fleet file pins. */
export const unpinnedAdapters = (
  model: PlannedWeights['model'],
  sha256Of: (path: string) => string | undefined,
): Difference[] =>
  model.engine.loraAdapters.flatMap(({ name, sha256 }) => {
    const path = `${loraFolder(name)}/${tensors}`;
    const got = sha256Of(path);
    return got === sha256
      ? []
      : [
          {
            path,
            problem: `is not the adapter ${name} that the fleet file pins`,
            got,
            expected: sha256,
            fix: 'push the adapter that was reviewed, or pin this one after a review',
          },
        ];
  });
