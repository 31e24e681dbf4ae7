import type { KnownModel } from '../catalogue/known-models';
import type { Task } from './model/architecture';
import type { ParsedConfig } from './parse-config';
import { parseOnce } from './parse-once';

/** The architecture of a model of the catalogue, or why it cannot be told from what the catalogue holds. */
export const knownArchitecture = ({
  id,
  config,
  task,
  quantizationApart,
  configSource,
}: Omit<KnownModel, 'task'> & { readonly task?: Task }): ParsedConfig =>
  quantizationApart
    ? {
        faults: [
          {
            path: ['quantization_config'],
            problem: 'of this checkpoint stands in hf_quant_config.json, which the catalogue does not hold',
            got: undefined,
            expected: 'the content of that file',
            fix: `name the config.json of ${id} and leave its hf_quant_config.json beside it`,
            source: configSource,
          },
        ],
      }
    : parseOnce(config, task);
