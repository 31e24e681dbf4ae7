import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownArchitecture } from '../../lib/architecture/known-architecture';
import type { Architecture } from '../../lib/architecture/model/architecture';
import { parseConfig } from '../../lib/architecture/parse-config';
import { publishedModels } from '../../lib/catalogue/known-models';

type Values = Record<string, unknown>;

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every key of a config that a change can reach, in objects as deep as they go. */
const pathsOf = (values: Values, at: readonly string[] = []): readonly (readonly string[])[] =>
  Object.entries(values).flatMap(([key, value]) => [
    [...at, key],
    ...(isObject(value) ? pathsOf(value, [...at, key]) : []),
  ]);

function changed(
  values: Values,
  [key, ...rest]: readonly string[],
  change: (of: Values, key: string) => Values,
): Values {
  const name = key as string;
  return rest.length === 0
    ? change(values, name)
    : { ...values, [name]: changed(values[name] as Values, rest, change) };
}

const without = (of: Values, key: string): Values =>
  Object.fromEntries(Object.entries(of).filter(([name]) => name !== key));

const changes: Readonly<Record<string, (of: Values, key: string) => Values>> = {
  removed: without,
  renamed: (of, key) => ({ ...without(of, key), [`${key}_x`]: of[key] }),
  'of another type': (of, key) => ({ ...of, [key]: typeof of[key] === 'string' ? [7] : 'seven' }),
  nothing: (of, key) => ({ ...of, [key]: null }),
};

const planned = (architecture: Architecture): string => JSON.stringify({ ...architecture, defaults: [] });

/** One model for each model type; the largest take long, and are of the same code. */
const models = [
  ...new Map(
    publishedModels
      .filter(({ configComplete }) => configComplete)
      .flatMap((model) => {
        const { architecture } = knownArchitecture(model);
        return architecture !== undefined && architecture.tensors.length < 700
          ? [[`${architecture.modelType} ${architecture.quantization.method}`, model] as const]
          : [];
      }),
  ).values(),
];

describe('a config with one key changed', () => {
  test('is the same model, is refused, or names the default that stands for it', () => {
    const one = fc.constantFrom(...models).chain((model) =>
      fc.record({
        model: fc.constant(model),
        path: fc.constantFrom(...pathsOf(model.config as Values)),
        change: fc.constantFrom(...Object.keys(changes)),
      }),
    );
    fc.assert(
      fc.property(one, ({ model, path, change }) => {
        const besides = model.task === undefined ? {} : { task: model.task };
        const before = parseConfig(model.config, besides).architecture;
        const after = parseConfig(
          changed(model.config as Values, path, changes[change] as (of: Values, key: string) => Values),
          besides,
        ).architecture;
        if (after === undefined || before === undefined || planned(after) === planned(before)) {
          return;
        }
        const named = after.defaults.flatMap(({ key, otherKeys }) => [key, ...otherKeys]);
        expect(
          named.filter((key) => `${path.join('.')}.`.startsWith(`${key}.`)),
          `${model.id} ${path.join('.')} ${change}`,
        ).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});
