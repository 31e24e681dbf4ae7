import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../lib/plan/plan';
import type { Assembly } from '../../../lib/rules/pairs/assembly';
import { type Effect, type EffectKind, type Verdict, verdictOf } from '../../../lib/rules/pairs/effects';
import { judge } from '../../../lib/rules/pairs/judge';
import { exampleFleets, planOf } from '../../support/fleets';
import { readText } from '../../support/project-root';
import { templatesOf } from '../../support/templates';
import { isLong } from '../../support/test-length';
import { editedText, edits } from './edits';
import { deployments } from './plan-edits';

const kindOf: Readonly<Record<Verdict, EffectKind | undefined>> = {
  unchanged: undefined,
  'updates in place': undefined,
  removes: 'removes',
  replaces: 'replaces',
  refused: 'refused',
};

const told = (effects: readonly Effect[]): string =>
  effects
    .filter(({ kind }) => kind === 'refused' || kind === 'replaces' || kind === 'removes')
    .map(({ kind, stack, type, logicalId, why = '' }) => `${kind} ${stack} ${type} ${logicalId} ${why}`)
    .join('\n');

function expectVerdict(before: Assembly, after: Assembly, expected: Verdict, on: string | undefined): void {
  const effects = judge(before, after);
  expect(verdictOf(effects), told(effects)).toBe(expected);
  const worst = kindOf[expected];
  const touched = effects.filter(({ kind }) => worst === undefined || kind === worst).map(({ type }) => type);
  expect(touched).toEqual(on === undefined ? touched : expect.arrayContaining([on]));
}

const small = 'test/fleets/two-regions.yaml';

/** In the gate one small fleet and the edits that say most; in `npm run test:long` every example and every edit. */
describe.each([small, ...(isLong ? exampleFleets : [])])('%s deployed over itself with', (path) => {
  const text = readText(path);
  const planned = (edited: string): Plan | undefined => planOf(edited, dirname(path)).plan;
  const plan = planned(text) as Plan;
  const before = templatesOf(plan);

  test.each(edits.filter(({ short }) => isLong || short).map((edit) => [edit.what, edit] as const))(
    '%s',
    (_what, edit) => {
      const edited = editedText(text, edit);
      const after = edited === undefined ? undefined : planned(edited);
      // An example may have nothing to edit, or be over its budget once edited; the small fleet has and is neither.
      expect(after !== undefined || path !== small).toBe(true);
      if (after !== undefined) {
        expectVerdict(before, templatesOf(after), edit.expected, edit.on);
      }
    },
  );

  test.each((isLong ? deployments : deployments.slice(-3)).map((one) => [one.what, one] as const))(
    '%s',
    (_what, { from, to, expected, on }) => {
      expectVerdict(templatesOf(from(plan)), templatesOf(to(plan)), expected, on);
    },
  );
});
