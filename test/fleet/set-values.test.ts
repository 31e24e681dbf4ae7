import { describe, expect, test } from 'vitest';
import { setValues } from '../../lib/fleet/set-values';

const text = `name: assistant # kept
workloads:
  - { name: chat, demand: { scale: 4 } }
  - { name: summaries, demand: { scale: 1 } }
`;

describe('values that are set in a fleet file', () => {
  test.each([
    ['workloads[0].demand.scale=6', '{ name: chat, demand: { scale: 6 } }'],
    ['workloads[summaries].demand.scale=6', '{ name: summaries, demand: { scale: 6 } }'],
    ['name=other', 'name: other # kept'],
    ['budgetsUsdPerMonth.serving=60000', 'budgetsUsdPerMonth:\n  serving: 60000'],
    ['regions=[us-east-1, us-west-2]', 'us-west-2'],
  ])('%s', (assignment, expected) => {
    const { text: edited, findings } = setValues(text, [assignment]);

    expect(findings).toEqual([]);
    expect(edited).toContain(expected);
  });

  test.each([
    ['models[gpt-oss-120b].tensorParallel=4', '- model: openai/gpt-oss-120b\n    tensorParallel: 4\n'],
    ['models[large].tensorParallel=4', '- name: large\n    tensorParallel: 4\n'],
    [
      'models[0].parallel={ tensor: 2, data: 4 }',
      '- model: openai/gpt-oss-120b\n    parallel:\n      tensor: 2\n      data: 4\n',
    ],
  ])('%s: a layout takes the place of what said it before, also in a model without a name', (assignment, expected) => {
    const models = `models:
  - model: openai/gpt-oss-120b
    tensorParallel: 2
  - name: large
    parallel: { tensor: 2, expert: true }
`;

    expect(setValues(models, [assignment]).text).toContain(expected);
  });

  test('are set in order', () => {
    expect(setValues(text, ['name=a', 'name=b']).text).toContain('name: b');
  });

  test.each([
    ['workloads[2].demand.scale=6', 'the list has no entry 2'],
    ['workloads[unknown].demand.scale=6', 'the list has no entry unknown'],
    ['name.first=6', 'assistant has no first'],
    ['name', 'is no assignment'],
    ['a..b=1', 'is no assignment'],
    ['name=[', 'cannot be set'],
  ])('%s is refused', (assignment, expected) => {
    const { text: edited, findings } = setValues(text, [assignment, 'workloads[9]=1']);

    expect(edited).toBeUndefined();
    expect(findings).toHaveLength(2);
    expect(findings[0]?.message).toContain(expected);
  });
});
