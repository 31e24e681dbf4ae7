import { describe, expect, test } from 'vitest';
import { roleStatements } from '../../lib/rules/permissions/role-statements';
import { allowed, identityTypes } from '../../lib/rules/permissions/statements';
import { isOnEverything, wildcardReason, wildcardReasons } from '../../lib/rules/permissions/wildcard-reasons';
import { exampleFleets, readText, validPlan } from '../support/fleets';
import { templatesOf } from '../support/templates';

const roles = exampleFleets.flatMap((path) => templatesOf(validPlan(path))).flatMap(roleStatements);
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
    for (const template of exampleFleets.flatMap((path) => templatesOf(validPlan(path)))) {
      const all = template.resources.filter(({ type }) => identityTypes.includes(type)).flatMap(allowed);

      expect(roleStatements(template).flatMap(({ statements }) => statements)).toHaveLength(all.length);
    }
  });

  test('stand on the page, all of the default fleet', () => {
    const page = readText('docs/permissions.md');
    const ids = new Set(
      templatesOf(validPlan('fleet.yaml'))
        .flatMap(roleStatements)
        .map(({ role }) => role.logicalId),
    );

    // A role that differs from region to region stands there once for each way.
    expect(new Set([...page.matchAll(/^## (\w+)$/gm)].map(([, id]) => id))).toEqual(ids);
    expect(page).not.toContain('**none**');
  });
});
