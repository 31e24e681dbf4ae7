import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { pricedPlan } from '../../lib/budgets/priced-plan';
import { readPlan } from '../../lib/commands/read-plan';
import type { Finding } from '../../lib/contract/findings';
import { winningDemands } from '../../lib/plan/make-plan';
import { firstScreen } from '../../lib/report/first-screen';
import { exampleFleets, planOf, validPlan } from '../support/fleets';
import { projectRoot, readText } from '../support/project-root';

const longAfterTheCatalogue = new Date('2030-01-01');

/** Lines of the first screen of the largest example: three workloads, each with the price of an API, and six cells. */
const mostLines = 52;

describe.each(exampleFleets)('the first screen of %s', (path) => {
  const { fleet, plan, findings } = readPlan(`${projectRoot}/${path}`, longAfterTheCatalogue);
  if (fleet === undefined || plan === undefined) {
    throw new Error(`${path}: not valid`);
  }
  const screen = firstScreen({ plan: pricedPlan(plan), findings, winning: winningDemands(fleet, plan), file: path });
  const lines = stripVTControlCharacters(screen).trimEnd().split('\n');

  test('fits in 80 columns', () => {
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(mostLines);
  });

  test('says first what is only an example, has no marks of footnotes, and counts the warnings that it leaves out', () => {
    expect(lines[0]).toMatch(/^Examples in .*replace them before you deploy:/);
    expect(screen).not.toMatch(/\*/);
    expect(screen).toContain(`npx polyregion validate${path === 'fleet.yaml' ? '' : ` --fleet ${path}`}`);
  });
});

const screenOf = (findings: readonly Finding[]): string =>
  firstScreen({ plan: pricedPlan(validPlan()), findings, winning: {}, file: 'my fleet.yaml' });

const warning = (path: string, message: string): Finding => ({ level: 'warning', path, message, source: 'a page' });

test('the total has a range, from everything that is deployed', () => {
  // GPU instances 160,717 USD for certain, and 1,300 (1,100–1,600) beside them
  expect(screenOf([])).toMatch(/^\w+: about [\d,]+ USD a month( \([\d,]+–[\d,]+\))?, at worst [\d,]+\.$/m);
});

test('warnings of one cause are one, and what the file can change stands before the age of the catalogue', () => {
  const screen = screenOf([
    warning('catalogue.types', 'is old, got 3, expected 2; look'),
    warning('catalogue.prices', 'is old (us-east-1), got 3, expected 2; update'),
    warning('models[0]', 'is slow, got 1, expected 2; use another'),
  ]);

  expect(screen).toContain('warning models[0]: is slow; use another\n');
  expect(screen).toMatch(
    /warning catalogue\.prices: is old \(us-east-1\); update \(1 more of the same cause:\s+catalogue\.types\)\n/,
  );
});

test('what to paste next is quoted where a shell needs it', () => {
  expect(screenOf([])).toContain("npx polyregion validate --fleet 'my fleet.yaml'\n");
});

test('a fleet with its own names is told to prepare its account', () => {
  const own = readText('fleets/small-team.yaml')
    .replace('111122223333', '210987654321')
    .replaceAll(/example\.(com|eu)/g, 'acme.io')
    .replace('Z0123456789EXAMPLE', 'Z0123456789ACME');
  const { plan, findings } = planOf(own);

  expect(plan && firstScreen({ plan: pricedPlan(plan), findings, winning: {}, file: 'fleet.yaml' })).toMatch(
    /Next: see what your AWS account and domain still lack:\n {2}npx polyregion doctor\n$/,
  );
});
