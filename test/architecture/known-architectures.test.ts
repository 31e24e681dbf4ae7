import { describe, expect, test } from 'vitest';
import { knownArchitecture } from '../../lib/architecture/known-architecture';
import { totalParameters } from '../../lib/architecture/parameters';
import { checkpointBytes } from '../../lib/architecture/weights-on-each-gpu';
import { publishedModels } from '../../lib/catalogue/known-models';

const architectures = publishedModels
  .filter(({ configComplete }) => configComplete)
  .map((model) => ({ model, architecture: knownArchitecture(model).architecture }));

describe('known models', () => {
  test('at least 60 with a complete config are planned, and every other says why not', () => {
    expect(architectures.filter(({ architecture }) => architecture !== undefined).length).toBeGreaterThanOrEqual(60);
    for (const model of publishedModels) {
      const { architecture, faults } = knownArchitecture(model);
      expect(architecture === undefined ? faults.length : 1, model.id).toBeGreaterThan(0);
    }
  });

  test('file sizes follow from the config alone: within 1 in 100 in the median, 5 at worst', () => {
    const errors = architectures
      .flatMap(({ model, architecture }) =>
        architecture === undefined || model.filesGB === undefined
          ? []
          : [{ id: model.id, error: Math.abs(checkpointBytes(architecture) / 1e9 / model.filesGB - 1) }],
      )
      .sort((a, b) => a.error - b.error);

    expect(errors.length).toBeGreaterThanOrEqual(15);
    expect(errors[Math.floor(errors.length / 2)]?.error).toBeLessThan(0.01);
    expect(errors.at(-1)?.error, errors.at(-1)?.id).toBeLessThan(0.05);
  });

  test('parameters that a source counts to the last digit are met', () => {
    const counted = architectures.filter(
      ({ model, architecture }) => architecture !== undefined && model.parametersSource?.includes('keras-hub'),
    );

    expect(counted.length).toBeGreaterThan(20);
    for (const { model, architecture } of counted) {
      const parameters = architecture === undefined ? 0 : totalParameters(architecture).value;
      expect(Math.abs(parameters / (model.parametersBillion ?? 0) - 1), model.id).toBeLessThan(0.001);
    }
  });

  test('the same config under another id is the same model', () => {
    const [first] = publishedModels;

    expect(first === undefined ? {} : knownArchitecture({ ...first, id: 'mirror/of-it' })).toEqual(
      first === undefined ? undefined : knownArchitecture(first),
    );
  });
});
