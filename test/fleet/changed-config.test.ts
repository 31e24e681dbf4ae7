import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishedModel } from '../../lib/catalogue/known-models';
import { type LoadedFleet, loadFleet } from '../../lib/fleet/load-fleet';
import { relatedFiles } from '../../lib/fleet/related-files';
import { projectRoot, readText } from '../support/project-root';

type Config = Readonly<Record<string, unknown>>;

/** One of each kind: dense, experts, latent attention, windows, recurrent states, towers, quantised, old names, encoders. */
const ids = [
  'meta-llama/Llama-3.1-8B-Instruct',
  'Qwen/Qwen3-32B-FP8',
  'Qwen/Qwen3-30B-A3B',
  'deepseek-ai/DeepSeek-R1',
  'openai/gpt-oss-20b',
  'google/gemma-3-27b-it',
  'Qwen/Qwen2.5-VL-7B-Instruct',
  'microsoft/Phi-4-mini-instruct',
  'mistralai/Mixtral-8x7B-v0.1',
  'Qwen/Qwen3-Next-80B-A3B-Instruct',
  'nvidia/NVIDIA-Nemotron-Nano-9B-v2',
  'BAAI/bge-m3',
] as const;

/** The small team's fleet with one model, of which nothing is stated but its config.json. */
function loaded(config: Config, task: string): LoadedFleet {
  const [before] = readText('fleets/small-team.yaml').split('models:\n');
  const [, access] = readText('fleets/small-team.yaml').split('\naccess:');
  const name = /model: ([\w-]+)/.exec(before ?? '')?.[1];
  const related = relatedFiles((path) => {
    if (path.endsWith('hf_quant_config.json')) {
      throw new Error('no such file');
    }
    return [
      path === 'config.json' ? Buffer.from(JSON.stringify(config)) : readFileSync(join(projectRoot, 'fleets', path)),
    ];
  });
  return loadFleet(
    `${before}models:\n  - { name: ${name}, weights: mine/tuned, task: ${task}, config: config.json, tensorParallel: 1, instanceTypes: [g6e.2xlarge] }\naccess:${access}`,
    related,
  );
}

/** What a plan reads of a model, without the list of what was supplied. */
function sizesOf({ fleet }: LoadedFleet): unknown {
  const [model] = fleet?.models ?? [];
  return model && { ...model, architecture: { ...model.architecture, defaults: undefined } };
}

/** The same value as another type. */
function retyped(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return `${value}`;
    case 'string':
      return 7;
    case 'boolean':
      return value ? 'yes' : 0;
    default:
      return value === null ? 'none' : Array.isArray(value) ? { first: value } : [value];
  }
}

interface Change {
  readonly what: string;
  readonly key: string;
  readonly config: Config;
}

/** Every key of the file, of its nested objects too: left out, misspelt, and of another type. */
function changesOf(config: Config, at: (inner: Config) => Config = (inner) => inner): Change[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const { [key]: _, ...others } = config;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [
      { what: `without ${key}`, key, config: at(others) },
      { what: `with ${key}_ for ${key}`, key, config: at({ ...others, [`${key}_`]: value }) },
      { what: `with another type of ${key}`, key, config: at({ ...config, [key]: retyped(value) }) },
      ...(isObject ? changesOf(value as Config, (inner) => at({ ...config, [key]: inner })) : []),
    ];
  });
}

test.each(ids)('a changed config.json of %s is planned alike, refused, or its defaults are named', (id) => {
  const known = publishedModel(id);
  const config = known?.config ?? {};
  const task = known?.task ?? 'generate';
  const whole = JSON.stringify(sizesOf(loaded(config, task)));
  const silent = changesOf(config).flatMap(({ what, key, config: changed }) => {
    const outcome = loaded(changed, task);
    const sizes = sizesOf(outcome);
    return sizes === undefined || JSON.stringify(sizes) === whole || names(outcome, key) ? [] : [what];
  });

  expect(known).toBeDefined();
  expect(silent).toEqual([]);
});

/** Whether a finding about the config names the key and the value that was supplied for it. */
const names = ({ findings }: LoadedFleet, key: string): boolean =>
  findings.some(({ path, message }) => path.startsWith('models[0].config') && message.includes(key));
