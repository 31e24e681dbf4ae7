import { describe, expect, test } from 'vitest';
import { allRules } from '../../lib/rules/all-rules';
import { ruleFindings } from '../../lib/rules/findings';
import { stackTemplate } from '../../lib/template/template';
import { allowed, broken, type Edit } from './breaches';
import { type Json, jurisdictions, serving, traffic } from './sound-templates';

/** The small templates with one value replaced, and what the rules find in them. */
function foundAfter(edit?: Edit): string[] {
  const templates = structuredClone({ serving, traffic }) as Record<string, Record<string, Json>>;
  if (edit !== undefined) {
    const [resource, path, value] = edit;
    const resources = Object.values(templates).find((one) => resource in one) as Record<string, Json>;
    const keys = path.split('.');
    const last = keys.pop() as string;
    const parent = keys.reduce<Json>((inner, key) => {
      inner[key] ??= {};
      return inner[key] as Json;
    }, resources[resource] as Json);
    parent[last] = value;
  }
  return ruleFindings(
    allRules,
    Object.entries(templates).map(([name, Resources]) => stackTemplate(name, 'us-east-1', { Resources })),
    jurisdictions,
  ).map(({ rule, resource }) => `${rule.id} ${resource.logicalId}`);
}

test('the small templates keep every rule', () => {
  expect(foundAfter()).toEqual([]);
});

describe('broken in one place', () => {
  test.each(broken.map(([what, id, edit, where]) => [`${id}: ${what}`, id, edit, where ?? edit[0]] as const))(
    '%s',
    (_what, id, edit, where) => {
      expect(foundAfter(edit)).toEqual([`${id} ${where}`]);
    },
  );

  test.each([...allowed])('%s is allowed', (_what, edit) => {
    expect(foundAfter(edit)).toEqual([]);
  });

  test('each rule fires', () => {
    expect(allRules.map(({ id }) => id).filter((id) => !broken.some(([, fired]) => fired === id))).toEqual([]);
  });
});
