import { describe, expect, test } from 'vitest';
import { modelSettingsOf } from '../../../lib/contract/cell-parameters';
import type { ModelPlan } from '../../../lib/plan/plan';
import { edit, load, validPlan } from '../../support/fleets';
import { readText } from '../../support/project-root';

const moe = readText('fleets/moe.yaml');

/** The fleet with a mixture of experts, its model in another layout. */
const withLayout = (layout: string, model = 'openai/gpt-oss-120b'): string =>
  edit(edit(moe, '    tensorParallel: 2', `    ${layout}`), 'openai/gpt-oss-120b', model);

const errors = (text: string) => load(text).findings.filter(({ level }) => level === 'error');

describe('the layout of a replica', () => {
  test('is one number, or says how experts are shared', () => {
    const { fleet } = load(withLayout('parallel: { tensor: 2, data: 4, expert: true }'));

    expect(fleet?.models[0]).toMatchObject({ tensorParallel: 2, dataParallel: 4, expertParallel: true });
  });

  test('with defaults is the layout of the short form', () => {
    const short = load(withLayout('tensorParallel: 2')).fleet?.models[0];
    const long = load(withLayout('parallel: { tensor: 2 }')).fleet?.models[0];

    expect({ ...long, layoutField: 'tensorParallel' }).toEqual(short);
  });
});

test('whole experts of the example reach the parameters of its instances', () => {
  const model = validPlan('fleets/moe.yaml').models.find(({ name }) => name === 'qwen3-235b');

  expect(modelSettingsOf(model as ModelPlan)).toMatchObject({ tensorParallel: 2, expertParallel: true });
});

describe('fails', () => {
  test('with a layout that is said twice', () => {
    expect(errors(withLayout('tensorParallel: 2\n    parallel: { tensor: 2, expert: true }'))).toMatchObject([
      { path: 'models[0].tensorParallel', message: expect.stringContaining('stands beside parallel') },
    ]);
  });

  test('with more GPUs than an instance has', () => {
    expect(errors(withLayout('parallel: { tensor: 4, data: 4, expert: true }'))).toMatchObject([
      {
        path: 'models[0].parallel',
        message: expect.stringContaining(
          'does not divide the 8 GPUs of p5en.48xlarge, got {"tensor":4,"data":4,"expert":true}, expected tensor × data that divides 8',
        ),
      },
      { path: 'models[0].parallel' },
    ]);
  });

  test('with copies of a dense model', () => {
    const text = edit(
      withLayout('parallel: { tensor: 2, data: 2 }', 'Qwen/Qwen3-32B'),
      'model: gpt-oss-120b',
      'model: qwen3-32b',
    );

    expect(
      errors(edit(text, '    engine: { toolCallParser: openai, reasoningParser: openai_gptoss }\n', '')),
    ).toMatchObject([
      {
        path: 'models[0].parallel',
        message: expect.stringContaining('copies the attention of a dense model, whose copies would share nothing'),
      },
    ]);
  });

  test('with adapters where whole experts meet tensor and data parallelism', () => {
    const adapters = `engine: { loraAdapters: [{ name: legal, rank: 16, sha256: "${'a'.repeat(64)}" }] }`;
    const withAdapters = (layout: string): string =>
      edit(withLayout(layout), 'engine: { toolCallParser: openai, reasoningParser: openai_gptoss }', adapters);

    expect(errors(withAdapters('parallel: { tensor: 2, data: 4, expert: true }'))).toMatchObject([
      { path: 'models[0].parallel', message: expect.stringContaining('cannot serve LoRA adapters') },
    ]);
    expect(errors(withAdapters('parallel: { tensor: 2, expert: true }'))).toEqual([]);
  });
});
