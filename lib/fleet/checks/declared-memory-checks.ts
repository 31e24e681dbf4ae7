import { error, warning } from '../../contract/findings';
import { configBeside, configPath } from '../config-of-model';
import { check } from './check';

const source = 'models of the fleet file: docs/fleet-file.md';

/** Declared values would hide what is known. */
const architectureIsUnknown = check(['models'], ({ models }, related) =>
  models.flatMap(({ memory, ...model }, index) => {
    const outcome = memory === undefined ? undefined : configBeside(model, related);
    return outcome?.ok && outcome.value.architecture !== undefined
      ? [
          error(['models', index, 'memory'], {
            problem: `stands beside ${String(configPath(model, index).at(-1))}, from which the memory of this model follows`,
            got: outcome.value.architecture.modelType,
            expected: 'an architecture that this project does not know',
            fix: 'leave memory out',
            source,
          }),
        ]
      : [];
  }),
);

const assumptionIsSaid = check(['models'], ({ models }) =>
  models.flatMap(({ name, memory }, index) =>
    memory === undefined
      ? []
      : [
          warning(['models', index, 'memory'], {
            problem: `of ${name} is assumed as ${memory.owner} declares it, and its throughput is that of a dense model of as many bytes, so that groups may be too large or too small`,
            got: `${memory.weightsGiBPerGpu} GiB and ${memory.kvBytesPerTokenPerGpu} bytes a token on each GPU`,
            expected: 'what the engine logs at its start: "Model loading took", "GPU KV cache size"',
            fix: 'start one engine and compare its log with these values, then measure: npx polyregion calibrate',
            source,
          }),
        ],
  ),
);

export const declaredMemoryChecks = [architectureIsUnknown, assumptionIsSaid];
