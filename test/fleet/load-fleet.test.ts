import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fleetJsonSchema } from '../../lib/fleet/schema';
import { chatFleetText, edit, exampleFleets, load } from '../support/fleets';
import { readText } from '../support/project-root';

describe('the fleet of one workload', () => {
  test('is small', () => {
    const statements = chatFleetText()
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));

    expect(statements.length).toBeLessThanOrEqual(42);
  });

  test('gets every default that can be computed', () => {
    const { fleet, findings } = load(chatFleetText());

    expect(findings).toEqual([]);
    expect(fleet).toMatchObject({
      homeRegion: 'us-east-1',
      contacts: { critical: 'platform@example.com', warning: 'platform@example.com', finance: 'platform@example.com' },
      access: { jwksUrl: 'https://login.example.com/.well-known/jwks.json', tenantClaim: 'sub' },
      models: [{ kvPrecision: 'bf16', gpuMemoryUtilizationRatio: 0.9 }],
    });
  });

  test('reads its demand from the trace and scales the rates, not the lengths', () => {
    const demand = load(chatFleetText()).fleet?.workloads[0]?.demand;

    expect(demand?.trace?.statistics.requests).toBe(19_366);
    expect(demand?.peakRequestsPerSecond).toBeCloseTo(4 * 8.45);
    expect(demand?.meanInputTokens).toBeCloseTo(1154.7, 1);
  });

  test('names its schema in its first line', () => {
    expect(readText('fleet.yaml').split('\n')[0]).toBe('# yaml-language-server: $schema=./fleet.schema.json');
  });
});

describe('demand', () => {
  test('stated figures win over the trace', () => {
    const text = edit(chatFleetText(), '      scale: 4', '      scale: 4\n      peakRequestsPerSecond: 99');
    const demand = load(text).fleet?.workloads[0]?.demand;

    expect(demand).toMatchObject({
      peakRequestsPerSecond: 99,
      stated: ['peakRequestsPerSecond'],
      peakIsAssumed: false,
    });
  });

  test('without a peak it is assumed to be twice the mean', () => {
    const text = edit(readText('fleets/measured-lengths.yaml'), '      peakRequestsPerSecond: 8\n', '');
    const demand = load(text, 'fleets').fleet?.workloads[0]?.demand;

    expect(demand).toMatchObject({ meanRequestsPerSecond: 4, peakRequestsPerSecond: 8, peakIsAssumed: true });
  });
});

describe('the JSON Schema', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(fleetJsonSchema());

  test.each([...exampleFleets])('accepts %s', (path) => {
    expect(validate(parse(readText(path))), JSON.stringify(validate.errors)).toBe(true);
  });

  test('refuses what the loader refuses', () => {
    expect(validate(parse(edit(chatFleetText(), '    shape:', '    shpae: x\n    shape:')))).toBe(false);
  });
});

test('a model that no workload names is a warning that says where to name it', () => {
  const text = edit(chatFleetText(), 'access:', '  - { model: Qwen/Qwen3-Embedding-8B }\naccess:');

  expect(load(text).findings).toContainEqual(
    expect.objectContaining({
      level: 'warning',
      path: 'models[1].name',
      message: expect.stringContaining('write retrieval.embeddingModel: qwen3-embedding-8b in a workload'),
    }),
  );
});
