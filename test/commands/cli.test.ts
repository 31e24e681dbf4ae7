import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../lib/contract/findings';
import { fleetFolder, type Run, runCli } from '../support/cli';
import { chatFleetText, edit } from '../support/fleets';
import { projectRoot } from '../support/project-root';
import { runCommand } from '../support/run-command';

let folder = '';

beforeEach(() => {
  folder = fleetFolder('fleets/chat.yaml');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Run> => runCommand(folder, args);

/** Synth is a process, which a command of the sources does not find. */
const runStart = (): Promise<Run> => runCli(folder, ['start'], { CDK_VALIDATION: 'false' });

const breakFleet = (): void =>
  writeFileSync(
    join(folder, 'fleet.yaml'),
    edit(edit(chatFleetText(), 'training: 40000', 'training: -1'), 'p5en.48xlarge]', 'p9.48xlarge]'),
  );

describe('polyregion', () => {
  test.each([
    'start',
    'init',
    'validate',
    'plan',
    'quotas',
    'prices update',
    'artifacts push',
    'pin',
    'schema',
    'runbooks',
  ])('%s --help shows an example', async (command) => {
    const { status, stdout } = await run(...command.split(' '), '--help');

    expect(status).toBe(0);
    expect(stdout).toMatch(/Example:\n {2}\$ np[mx] /);
  });

  test('an unknown command fails and names the nearest', async () => {
    const { status, stderr } = await run('vaildate');

    expect(status).toBe(1);
    expect(stderr).toContain('Did you mean validate?');
  });

  test('a fleet file that is not there fails', async () => {
    const { status, stdout } = await run('validate', '--fleet', 'nowhere.yaml');

    expect(status).toBe(1);
    expect(stdout).toContain('fleet: does not exist, got "nowhere.yaml"');
  });
});

describe('validate', () => {
  test('passes a fleet, warning of its unresolved pins', async () => {
    const { status, stdout } = await run('validate');

    expect(status).toBe(0);
    expect(stdout).toContain('warning lock: has no pin yet for ');
  });

  test('fails with all findings, as text and as JSON', async () => {
    breakFleet();

    const text = await run('validate');
    const json = await run('validate', '--json');

    expect([text.status, json.status]).toEqual([1, 1]);
    expect(text.stdout).toContain('error budgetsUsdPerMonth.training: is too small, got -1');
    expect(text.stdout).toContain('error models[0].instanceTypes[1]: is no known GPU instance type');
    expect(JSON.parse(json.stdout).findings.map(({ path }: { path: string }) => path)).toEqual([
      'budgetsUsdPerMonth.training',
      'models[0].instanceTypes[1]',
    ]);
  });
});

test('validate finds in one round what is wrong in the file and what only the plan of the rest shows', async () => {
  const text = edit(chatFleetText(), 'training: 40000', 'training: -1');
  writeFileSync(join(folder, 'fleet.yaml'), edit(text, 'serving: 400000', 'serving: 1000'));

  const { findings } = JSON.parse((await run('validate', '--json')).stdout) as { findings: Finding[] };

  expect(findings.filter(({ level }) => level === 'error')).toMatchObject([
    { path: 'budgetsUsdPerMonth.training', message: expect.stringContaining('got -1') },
    { path: 'budgetsUsdPerMonth.serving', message: expect.stringContaining('does not cover the expected cost') },
  ]);
});

describe('plan', () => {
  test('prints tables and where the numbers come from', async () => {
    const { status, stdout } = await run('plan', '--all');

    expect(status).toBe(0);
    expect(stdout).toContain('What the surviving regions carry');
    expect(stdout).toContain('Where the numbers come from');
    expect(stdout).not.toContain('\u001b[');
  });

  test('prints its first screen, with the warnings that matter most, on standard output alone', async () => {
    const { stdout, stderr } = await run('plan', '--fleet', join(projectRoot, 'fleet.yaml'));

    expect(stdout).toContain('Planned and priced, but not deployed yet: summaries (a batch workload).');
    expect(stdout).toMatch(/\nand \d+ more: npx polyregion validate --fleet /);
    expect(stderr).toBe('');
  });

  test('prints JSON, and nothing else, for programs', async () => {
    const { plan, findings } = JSON.parse((await run('plan', '--json')).stdout);

    expect(plan.cells).toHaveLength(2);
    expect(findings.every(({ level }: { level: string }) => level === 'warning')).toBe(true);
  });

  test('of a broken fleet fails and has no plan', async () => {
    breakFleet();
    const { status, stdout } = await run('plan', '--json');

    expect(status).toBe(1);
    expect(JSON.parse(stdout).plan).toBeUndefined();
  });
});

describe('plan --markdown', () => {
  test('prints every table as Markdown, and nothing else', async () => {
    const { status, stdout, stderr } = await run('plan', '--markdown');

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^## Topology\n/);
    expect(stdout).toMatch(/\n\| us-east-1 \| Running On-Demand P instances \| `L-417A185B` \| \d+ \|/);
  });
});

describe('plan --options', () => {
  test('compares every type that could serve, as text and as JSON', async () => {
    expect((await run('plan', '--options')).stdout).toContain(
      'chat: no other option is both faster and cheaper (fastest first, prices of us-east-1)',
    );
    expect(JSON.parse((await run('plan', '--options', '--json')).stdout).options[0].front.length).toBeGreaterThan(3);
  });
});

describe('quotas', () => {
  test('prints the requests to file, for the maximum of every region', async () => {
    const { status, stdout } = await run('quotas');

    // (4 instances and 1 while one is replaced) × 192 vCPUs
    expect(status).toBe(0);
    for (const region of ['us-east-1', 'us-west-2']) {
      expect(stdout).toContain(
        `aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-417A185B --desired-value 960 --region ${region}\n`,
      );
    }
  });
});

describe('start', () => {
  test('of a broken fleet fails with all findings and writes nothing', async () => {
    breakFleet();
    const before = readdirSync(folder, { recursive: true });

    const { status, stdout, stderr } = await run('start');

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.match(/^error /gm)).toHaveLength(2);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });
});

describe('start of a valid fleet', () => {
  test('says that nothing is created, synthesizes every stack, writes the runbooks and says what is next', async () => {
    const { status, stdout } = await runStart();

    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/^assistant: about 242,000 USD a month/m);
    expect(stdout.indexOf('Nothing is created in AWS.')).toBeLessThan(stdout.indexOf('Workloads'));
    expect(readdirSync(join(folder, 'cdk.out')).filter((name) => name.endsWith('.template.json'))).toHaveLength(10);
    expect(readdirSync(join(folder, 'runbooks'))).toContain('capacity-spike.md');
    expect(stdout).toContain('To change the fleet, edit fleet.yaml and run this again.');
    expect(stdout).toMatch(/^ {2}npm run deploy:local +without an AWS account: .* to call$/m);
    expect(stdout).toMatch(/\n\nFrom nothing to the first answer, step by step: docs\/first-deployment\.md\n$/);
  }, 120_000);

  test('fails, and writes no runbooks, when synth fails', async () => {
    writeFileSync(join(folder, 'cdk.out'), 'a file where the assembly should go');

    expect((await runStart()).status).not.toBe(0);
    expect(readdirSync(folder)).not.toContain('runbooks');
  }, 120_000);
});

describe('runbooks', () => {
  test('writes them, finds drift, and removes only pages of its own', async () => {
    expect((await run('runbooks')).status).toBe(0);
    expect(await run('runbooks', '--check')).toMatchObject({ status: 0, stdout: 'runbooks: current\n' });

    // GIVEN a generated page that was edited, a page whose alert is gone, and a page that the user wrote
    writeFileSync(join(folder, 'runbooks/capacity-spike.md'), 'changed');
    writeFileSync(join(folder, 'runbooks/gone.md'), '<!-- Generated by `npx polyregion runbooks`. -->');
    writeFileSync(join(folder, 'runbooks/ours.md'), 'our own notes');

    // WHEN
    const drift = await run('runbooks', '--check');
    await run('runbooks');

    // THEN
    expect(drift.status).toBe(1);
    expect(drift.stdout).toContain('capacity-spike.md: out of date');
    expect(drift.stdout).toContain('gone.md: no alert has this page');
    expect((await run('runbooks', '--check')).status).toBe(0);
    expect(readdirSync(join(folder, 'runbooks'))).toContain('ours.md');
    expect(readdirSync(join(folder, 'runbooks'))).not.toContain('gone.md');
  });
});

describe('a file or folder that is not what it should be', () => {
  test.each([
    { what: 'a folder as fleet file', args: ['validate', '--fleet', '.'], says: 'is not a file, got "."' },
    { what: 'a file as runbooks folder', args: ['runbooks', '--out', 'fleet.yaml'], says: 'polyregion: ' },
    {
      what: 'no folder for a new fleet',
      args: ['init', '--out', 'no/such/fleet.yaml'],
      says: 'is in no folder, got no',
    },
    { what: 'an answer that is not offered', args: ['init', '--shape', 'gpt'], says: "argument 'gpt' is invalid" },
  ])('fails without a stack trace: $what', async ({ args, says }) => {
    const { status, stdout, stderr } = await run(...args);

    expect(status).toBe(1);
    expect(stdout + stderr).toContain(says);
    expect(stdout + stderr).not.toMatch(/\n {4}at /);
  });
});

describe('schema', () => {
  test('prints what fleet.yaml names', async () => {
    expect((await run('schema')).stdout).toBe(readFileSync(join(projectRoot, 'fleet.schema.json'), 'utf8'));
  });
});
