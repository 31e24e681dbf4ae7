import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readText } from '../support/project-root';
import { runCommand } from '../support/run-command';

const folder = mkdtempSync(join(tmpdir(), 'polyregion-what-if-'));
const small = readText('fleets/small-team.yaml');
writeFileSync(join(folder, 'fleet.yaml'), small);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCommand(folder, args);

describe('a plan over budget', () => {
  test('is shown whole, after the finding, and fails', async () => {
    const { status, stdout, stderr } = await run('plan', '--budget', '1');

    expect(status).toBe(1);
    expect(stderr).toContain('budgetsUsdPerMonth.serving: does not cover the expected cost, got 1');
    expect(stdout).toContain('Cost, USD a month');
  });

  test('is shown to programs beside its findings', async () => {
    const { status, stdout } = await run('plan', '--json', '--budget', '1');
    const { plan, findings } = JSON.parse(stdout);

    expect(status).toBe(1);
    expect(plan.cells.length).toBeGreaterThan(0);
    expect(findings.some(({ level }: { level: string }) => level === 'error')).toBe(true);
  });

  test('has its quotas and its report', async () => {
    writeFileSync(join(folder, 'over.yaml'), small.replace(/serving: \d+/, 'serving: 1'));

    const quotas = await run('quotas', '--fleet', 'over.yaml');
    const report = await run('report', '--fleet', 'over.yaml', '--out', 'over.html');

    expect([quotas.status, report.status]).toEqual([1, 1]);
    expect(quotas.stdout).toContain('L-');
    expect(readFileSync(join(folder, 'over.html'), 'utf8')).toContain('does not cover the expected cost');
  });
});

describe('plan --set', () => {
  test('plans as if the file said so, and writes nothing', async () => {
    const more = await run(
      'plan',
      '--json',
      '--set',
      'workloads[0].demand={ meanRequestsPerSecond: 9, peakRequestsPerSecond: 18, meanInputTokens: 900, meanOutputTokens: 250 }',
    );
    const { plan } = JSON.parse(more.stdout);

    expect(plan.workloads[0].demand.peakRequestsPerSecond.value).toBe(18);
    expect(readFileSync(join(folder, 'fleet.yaml'), 'utf8')).toBe(small);
  });

  test('refuses a path that is not there, every one at once', async () => {
    const { status, stdout, stderr } = await run('plan', '--set', 'workloads[7].name=a', '--set', 'models[x].name=b');

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.match(/the list has no entry/g)).toHaveLength(2);
  });
});

describe('plan --compare', () => {
  test('shows what differs from one file to the other', async () => {
    writeFileSync(join(folder, 'next.yaml'), small.replace('meanRequestsPerSecond: 1,', 'meanRequestsPerSecond: 3,'));

    const { status, stdout } = await run('plan', '--compare', 'fleet.yaml', 'next.yaml');

    expect(status).toBe(0);
    expect(stdout).toContain('fleet.yaml → next.yaml');
    expect(stdout).toMatch(/us-east-2.*llama-8b/);
  });

  test('takes two files', async () => {
    const { status, stderr } = await run('plan', '--compare', 'fleet.yaml');

    expect(status).toBe(1);
    expect(stderr).toContain('takes two fleet files, got 1');
  });
});

test('validate says that a fleet with warnings is valid', async () => {
  const { status, stdout } = await run('validate');

  expect(status).toBe(0);
  expect(stdout).toMatch(/^warning /);
  expect(stdout).toMatch(/fleet\.yaml: valid\n$/);
});
