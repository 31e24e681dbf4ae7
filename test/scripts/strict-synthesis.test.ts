import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, App, type PolicyViolation, Stack, Validations } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { afterAll, describe, expect, test } from 'vitest';
import { strictSynthesis, synthesizeStrictly } from '../../scripts/strict-synthesis';

const folder = mkdtempSync(join(tmpdir(), 'polyregion-strict-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An app of one topic, whose validation reports the violation of a severity if there is one. */
function app(name: string, severity?: PolicyViolation['severity']): { app: App; stack: Stack } {
  const app = new App({ outdir: join(folder, name), analyticsReporting: false });
  const stack = new Stack(app, 'Stack');
  new Topic(stack, 'Topic');
  Validations.of(app).addPlugins({
    name: 'Reported',
    validate: () => {
      const violatingResources = [{ resourceLogicalId: 'Topic', templatePath: '', locations: [] }];
      const violations =
        severity === undefined ? [] : [{ ruleName: 'named', description: 'why', severity, violatingResources }];
      return { success: severity !== 'error', violations };
    },
  });
  return { app, stack };
}

describe('strict synthesis', () => {
  test('finds nothing in a sound app', () => {
    const { assembly, faults } = synthesizeStrictly(app('sound').app);

    expect(faults).toEqual([]);
    expect(assembly?.stacks).toHaveLength(1);
  });

  test.each(['error', 'warning'] as const)('finds what the validation reports with severity %s', (severity) => {
    const { faults } = synthesizeStrictly(app(severity, severity).app);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('named');
  });

  test('finds a warning of a construct', () => {
    const warned = app('construct');
    Annotations.of(warned.stack).addWarningV2('polyregion:warned', 'look here');

    const { faults } = synthesizeStrictly(warned.app);

    expect(faults.some((fault) => fault.includes('look here'))).toBe(true);
  });

  test('of a fleet that is refused has its findings and no assembly', () => {
    expect(strictSynthesis(join(folder, 'missing.yaml'), folder)).toEqual({
      assembly: undefined,
      faults: [expect.stringContaining('missing.yaml')],
    });
  });
});
