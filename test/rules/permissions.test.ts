import { describe, expect, test } from 'vitest';
import { roleStatements } from '../../lib/rules/permissions/role-statements';
import { allowed, identityTypes } from '../../lib/rules/permissions/statements';
import { isOnEverything, wildcardReason, wildcardReasons } from '../../lib/rules/permissions/wildcard-reasons';
import { roleName } from '../../scripts/permission-roles';
import { roleSections } from '../../scripts/permissions-page';
import { exampleFleets, validPlan } from '../support/fleets';
import { readText } from '../support/project-root';
import { exampleTemplates } from '../support/templates';

const roles = exampleFleets.flatMap(exampleTemplates).flatMap(roleStatements);
const onEverything = roles.flatMap(({ statements }) => statements).filter(isOnEverything);

describe('permissions on every resource', () => {
  test('are those that have a reason, and no reason is left over', () => {
    const used = new Set(onEverything.flatMap(({ actions }) => actions));

    expect([...used].sort()).toEqual(wildcardReasons.map(({ action }) => action).sort());
  });

  test('each have their reason, under their condition', () => {
    for (const statement of onEverything) {
      for (const action of statement.actions) {
        expect(wildcardReason(action, statement), action).toMatch(/.{20}/);
      }
    }
  });
});

describe('roles', () => {
  test('have no wildcard in an action, and no managed policy', () => {
    expect(roles.length).toBeGreaterThan(0);
    for (const { statements, managedPolicies } of roles) {
      expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
      expect(managedPolicies).toEqual([]);
    }
  });

  test('are all that may do anything: every statement is one of a role', () => {
    for (const template of exampleFleets.flatMap(exampleTemplates)) {
      const all = template.resources.filter(({ type }) => identityTypes.includes(type)).flatMap(allowed);

      expect(roleStatements(template).flatMap(({ statements }) => statements)).toHaveLength(all.length);
    }
  });

  test('stand on the page, each once, with all that they may do in any fleet and nothing else', () => {
    const page = readText('docs/permissions.md');
    const wanted = new Map<string, Set<string>>();
    for (const path of exampleFleets) {
      const plan = validPlan(path);
      for (const { role, statements } of exampleTemplates(path).flatMap(roleStatements)) {
        const name = roleName(role.logicalId, plan);
        wanted.set(name, new Set([...(wanted.get(name) ?? []), ...statements.flatMap(({ actions }) => actions)]));
      }
    }

    const sections = page
      .split(/^## /m)
      .slice(1)
      .map((section) => ({
        name: section.split('\n')[0] ?? '',
        actions: [...section.matchAll(/`([a-z0-9]+:[A-Z]\w+)`/g)].map(([, action = '']) => action),
      }));
    expect(sections.map(({ name }) => name).sort()).toEqual([...wanted.keys()].sort());
    for (const { name, actions } of sections) {
      expect([...new Set(actions)].sort(), name).toEqual([...(wanted.get(name) ?? [])].sort());
    }
    expect(page).not.toContain('**none**');
  });

  test('that only some fleet has say in which, and so do permissions', () => {
    const role = (fleet: string, name: string, rows: string[]) => ({
      name,
      takenOnBy: '`x`',
      rows,
      place: { fleet, stack: 'FLEET-a-REGION' },
    });
    const text = roleSections(
      [role('a.yaml', 'Both', ['| one ', '| two ']), role('b.yaml', 'Both', ['| one ']), role('b.yaml', 'Rare', [])],
      ['a.yaml', 'b.yaml'],
    ).join('\n');

    expect(text).toContain('## Both\n\nAssumed by `x`. In `FLEET-a-REGION`.\n');
    expect(text).toContain('## Rare\n\nAssumed by `x`. In `FLEET-a-REGION`, only of [b.yaml](../b.yaml).\n');
    expect(text).toContain('| one |  |\n| two | [a.yaml](../a.yaml) |');
  });
});
