import { expect, test } from 'vitest';
import type { Finding } from '../../lib/contract/findings';
import { parseYaml } from '../../lib/fleet/parse-yaml';
import { withoutErrors } from '../../lib/fleet/without-errors';

const text = `
owner: nobody
budgetsUsdPerMonth: { training: -1, serving: 5 }
workloads: [{ name: a }, { name: b }, { name: c }]
models: [{ name: m }, { name: n }]
`;

const at = (path: string, level: Finding['level'] = 'error'): Finding => ({ level, path, message: '', source: '' });

test('workloads and models that errors are about are left out, and paths of the rest lead back to the whole', () => {
  const rest = withoutErrors(text, [at('workloads[1].demand'), at('models[0]'), at('workloads[2]', 'warning')]);

  expect(parseYaml(rest?.text ?? '').value).toMatchObject({
    workloads: [{ name: 'a' }, { name: 'c' }],
    models: [{ name: 'n' }],
  });
  expect(rest?.pathInWhole('workloads[1].failover')).toBe('workloads[2].failover');
  expect(rest?.pathInWhole('models[0].pools')).toBe('models[1].pools');
  expect(rest?.pathInWhole('budgetsUsdPerMonth.serving')).toBe('budgetsUsdPerMonth.serving');
});

test('what does not decide what runs is replaced, and nothing is said of the replacement', () => {
  const rest = withoutErrors(text, [at('owner'), at('budgetsUsdPerMonth.training')]);

  expect(parseYaml(rest?.text ?? '').value).toMatchObject({
    owner: 'owner@example.com',
    budgetsUsdPerMonth: { training: { none: expect.any(String) }, serving: 5 },
    workloads: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
  });
  expect(rest?.pathInWhole('budgetsUsdPerMonth.training')).toBeUndefined();
});

test.each([
  ['regions', ['regions[0]']],
  ['every workload', ['workloads[0]', 'workloads[1]', 'workloads[2]']],
  ['every model', ['models[0]', 'models[1]']],
])('where errors are about %s nothing is left to plan', (_, paths) => {
  expect(
    withoutErrors(
      text,
      paths.map((path) => at(path)),
    ),
  ).toBeUndefined();
});

test('a text that is no mapping has no remainder', () => {
  expect(withoutErrors('- a', [])).toBeUndefined();
  expect(withoutErrors('a: [', [])).toBeUndefined();
});
