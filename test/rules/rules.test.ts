import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import { allRules } from '../../lib/rules/all-rules';
import { ruleFindings } from '../../lib/rules/findings';
import { TemplateRules } from '../../lib/rules/template-rules';
import { exampleFleets, validPlan } from '../support/fleets';
import { projectRoot, readText } from '../support/project-root';
import { exampleTemplates } from '../support/templates';

describe('the list of rules', () => {
  const numbers: [string, number][] = [
    ['LT', 10],
    ['AS', 15],
    ['LB', 6],
    ['NW', 2],
    ['DN', 7],
    ['BU', 3],
    ['AL', 3],
    ['LG', 2],
    ['KM', 1],
    ['BK', 2],
    ['IA', 3],
    ['JU', 2],
    ['PV', 4],
  ];

  test('is this one; an id that is gone is never given again', () => {
    expect(allRules.map(({ id }) => id)).toEqual(
      numbers.flatMap(([group, count]) => Array.from({ length: count }, (_, index) => `PR-${group}${index + 1}`)),
    );
  });

  test('is the files that hold one', () => {
    const folder = join(projectRoot, 'lib/rules');
    const ids = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').match(/^ {2}id: '(PR-\w+)',$/gm) ?? [])
      .filter((found) => found.length > 0);

    expect(ids.filter((found) => found.length > 1)).toEqual([]);
    expect(
      ids
        .flat()
        .map((line) => line.split("'")[1])
        .sort(),
    ).toEqual(allRules.map(({ id }) => id).sort());
  });

  test('is the rows of its page', () => {
    const rows = [...readText('docs/rules.md').matchAll(/^\| (PR-\w+) \|/gm)].map(([, id]) => id);

    expect(rows).toEqual(allRules.map(({ id }) => id));
  });

  test.each(allRules.map((rule) => [rule.id, rule] as const))(
    '%s is said in a line each',
    (_id, { title, why, fix }) => {
      for (const text of [title, why, fix]) {
        expect(text).toMatch(/^\S[^|\n]{10,180}[^.]$/);
      }
    },
  );
});

describe.each([...exampleFleets])('the templates of %s', (path) => {
  test('keep every rule', () => {
    const found = ruleFindings(allRules, exampleTemplates(path), validPlan(path).fleet.jurisdictions).map(
      ({ rule, template, resource, locations }) => `${rule.id} ${template.path} ${resource.logicalId} ${locations}`,
    );

    expect(found).toEqual([]);
  });
});

describe('in an app', () => {
  const appWithKey = () => {
    const app = new App({ analyticsReporting: false });
    const template = new CfnLaunchTemplate(new Stack(app, 'Planted', { env: { region: 'us-east-1' } }), 'Instances', {
      launchTemplateData: { keyName: 'team' },
    });
    Validations.of(app).addPlugins(new TemplateRules({}));
    return { app, template };
  };

  test('a finding fails synth, and names rule, resource and fix', () => {
    expect(() => appWithKey().app.synth()).toThrow(
      /no GPU instance has a key pair[\s\S]*Planted\/Instances[\s\S]*remove LaunchTemplateData.KeyName[\s\S]*Polyregion::PR-LT6/,
    );
  });

  test('one that is acknowledged on its resource does not, and leaves the others', () => {
    const { app, template } = appWithKey();
    Validations.of(template).acknowledge({ id: 'Polyregion::PR-LT6', reason: 'a test' });

    expect(() => app.synth()).toThrow(/^(?![\s\S]*PR-LT6'\n)[\s\S]*PR-LT1/);
  });
});
