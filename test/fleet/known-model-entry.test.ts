import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publishedModel } from '../../lib/catalogue/known-models';
import { loadFleet } from '../../lib/fleet/load-fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { relatedFiles } from '../../lib/fleet/related-files';
import { modelNameOf } from '../../lib/fleet/schema/known-model-entry';
import { makePlan, type PlannedFleet } from '../../lib/plan/make-plan';
import { chatFleetText, edit } from '../support/fleets';
import { projectRoot } from '../support/project-root';

const id = 'Qwen/Qwen3-32B';
const rest = 'tensorParallel: 2, instanceTypes: [p5.48xlarge]';

/** The chat fleet with one model entry of its own, and beside it the config.json of Qwen3-32B. */
function planned(entry: string): PlannedFleet {
  const text = edit(chatFleetText(), 'model: llama-70b', 'model: qwen3-32b');
  const [before] = text.split('models:\n');
  const [, access] = text.split('\naccess:');
  const config = Buffer.from(JSON.stringify(publishedModel(id)?.config));
  const related = relatedFiles((path) =>
    path.endsWith('hf_quant_config.json')
      ? fail()
      : [path.endsWith('.json') ? config : readFileSync(join(projectRoot, 'fleets', path))],
  );
  const { fleet, findings } = loadFleet(`${before}models:\n  - { ${entry} }\naccess:${access}`, related);
  const made = fleet && makePlan(fleet, loadPins(undefined, fleet.regions).pins);
  return { plan: made?.plan, answer: made?.answer, findings: [...findings, ...(made?.findings ?? [])] };
}

function fail(): never {
  throw new Error('no such file');
}

describe('a model entry of one id', () => {
  test('takes name, weights, sizes and task from the known model', () => {
    const { plan } = planned(`model: ${id}, ${rest}`);
    const [type] = plan?.workloads[0]?.types ?? [];

    expect(plan?.models[0]).toMatchObject({ name: 'qwen3-32b', weights: id, task: 'generate' });
    // 64 layers × 8 heads × (128 + 128) × 2 bytes; 32,762,123,264 parameters × 2 bytes, as keras-hub counts them.
    expect(type?.fit.kvBytesPerToken.value).toBe(64 * 8 * 256 * 2);
    expect(type?.fit.weightsGiB.value).toBeCloseTo((32_762_123_264 * 2) / 2 ** 30, 1);
  });

  test('gives the plan of a mirror with the same config, and the plan of the file itself', () => {
    const known = planned(`model: ${id}, ${rest}`).plan;
    const mirror = planned(`model: ${id}, weights: mirror/of-it, ${rest}`).plan;
    const file = planned(`name: qwen3-32b, weights: mirror/of-it, config: config.json, ${rest}`).plan;

    expect(known?.phases).toBeDefined();
    expect(mirror?.phases).toEqual(known?.phases);
    expect(file?.phases).toEqual(known?.phases);
    expect(mirror?.models[0]?.weights).toBe('mirror/of-it');
  });

  test('is found whatever the case of its id, and is written as published', () => {
    expect(planned(`model: qwen/qwen3-32b, ${rest}`).plan?.models[0]?.weights).toBe(id);
  });

  test.each([
    {
      what: 'an id that is not known, with the nearest',
      entry: `model: Qwen/Qwen3-33B, name: qwen3-32b, ${rest}`,
      at: 'models[0].model',
      says: 'did you mean Qwen/Qwen3-32B; for any other model give weights: Qwen/Qwen3-33B and config:',
    },
    {
      what: 'another id of a known publisher, with those that are known',
      entry: `model: BAAI/quite-another-one, name: qwen3-32b, ${rest}`,
      at: 'models[0].model',
      says: 'use one of: BAAI/bge-m3, BAAI/bge-reranker-v2-m3, BAAI/bge-large-en-v1.5',
    },
    {
      what: 'a config beside it',
      entry: `model: ${id}, config: config.json, ${rest}`,
      at: 'models[0].config',
      says: 'write weights: Qwen/Qwen3-32B in place of model: Qwen/Qwen3-32B',
    },
    {
      what: 'parameters that it does not have',
      entry: `model: ${id}, parametersBillion: 8, ${rest}`,
      at: 'models[0].parametersBillion',
      says: 'got 8, expected 32.76',
    },
    {
      what: 'a precision that its checkpoint does not have',
      entry: `model: ${id}, precision: fp8, ${rest}`,
      at: 'models[0].precision',
      says: 'got "fp8", expected bf16',
    },
    {
      what: 'a context that it was not trained for',
      entry: `model: ${id}, contextTokens: 131072, ${rest}`,
      at: 'models[0].contextTokens',
      says: 'expected at most 40960 tokens',
    },
    { what: 'neither id nor weights', entry: `name: qwen3-32b, ${rest}`, at: 'models[0].weights', says: 'is missing' },
    { what: 'neither id nor name', entry: `weights: ${id}, ${rest}`, at: 'models[0].name', says: 'is missing' },
  ])('fails on $what', ({ entry, at, says }) => {
    const { plan, findings } = planned(entry);

    expect(plan).toBeUndefined();
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'error', path: at, message: expect.stringContaining(says) }),
    );
  });
});

test.each([
  ['Qwen/Qwen3-32B', 'qwen3-32b'],
  ['meta-llama/Llama-3.1-8B-Instruct', 'llama-3-1-8b'],
  ['google/gemma-3-27b-it', 'gemma-3-27b'],
  ['01-ai/6B', 'model-6b'],
  ['nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-NVFP4', 'nvidia-nemotron-3-na'],
])('%s is called %s', (model, name) => {
  expect(modelNameOf(model)).toBe(name);
});
