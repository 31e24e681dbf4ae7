import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Run } from '../../support/cli';
import { projectRoot } from '../../support/project-root';
import { runCommand } from '../../support/run-command';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyregion-init-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** With a budget for serving and without a search, because both take simulations. */
const run = (command: string, ...args: string[]): Promise<Run> =>
  runCommand(folder, [
    command,
    ...args,
    ...(command === 'init' && !args.includes('--serving-budget') ? ['--serving-budget', '500000', '--no-search'] : []),
  ]);

const text = (path: string): string => readFileSync(join(folder, path), 'utf8');

const plan = async () => JSON.parse((await run('plan', '--json')).stdout).plan;

describe('init in an empty folder', () => {
  test('writes a valid fleet from flags and defaults, and everything else that its folder needs', async () => {
    const { status, stdout, stderr } = await run('init', '--mean-requests', '3', '--name', 'mine');

    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(
      /^not an interactive terminal: using these defaults\n {2}--workload-name chat\n {2}--shape realtime-assistant\n/,
    );
    expect(text('fleet.yaml')).toContain('meanRequestsPerSecond: 3');
    expect(readdirSync(folder).sort()).toEqual([
      '.gitignore',
      'cdk.json',
      'fleet.lock.yaml',
      'fleet.yaml',
      'package.json',
    ]);
    expect(JSON.parse(text('cdk.json'))).toMatchObject({
      app: 'node node_modules/polyregion/dist/bin/app.js',
      context: { fleet: 'fleet.yaml' },
    });
    expect(JSON.parse(text('package.json')).devDependencies).toEqual({
      'aws-cdk': JSON.parse(readFileSync(join(projectRoot, 'node_modules/aws-cdk/package.json'), 'utf8')).version,
      polyregion: '0.1.0',
    });
    expect(stdout).toContain('Next:\n  npm install ');
    expect((await plan()).fleet.name).toBe('mine');
  });

  test('writes a lock in which every pin stands, unresolved', async () => {
    await run('init');

    const { findings } = JSON.parse((await run('validate', '--json')).stdout) as {
      findings: { path: string; message: string }[];
    };

    expect(findings.find(({ path }) => path === 'lock')?.message).toContain(
      'a resolved pin of machineImages.us-east-1, machineImages.us-west-2, engineImageDigest, guardImageDigest, agent, weights.llama-70b;',
    );
    expect(text('fleet.lock.yaml').match(/status: unresolved/g)).toHaveLength(6);
  });

  test('says which answers are only examples', async () => {
    expect((await run('init', '--owner', 'gpu@corp.test')).stdout).toContain(
      'Examples stand in fleet.yaml for: account, domain, hostedZoneId, access, runbookBaseUrl.\n',
    );
  });

  test('asks a batch for its deadline, not for latency', async () => {
    const { status, stderr } = await run('init', '--shape', 'batch-inference', '--deadline-hours', '8');

    expect(status, stderr).toBe(0);
    expect(stderr).not.toContain('--ttft-seconds');
    expect((await plan()).workloads[0].objectives).toEqual({ deadlineHours: 8 });
  });

  test('takes deliberately none for an answer', async () => {
    await run(
      'init',
      ...['--training-budget', 'none: nothing is trained', '--failover', 'none: a trial', '--regions', 'us-east-1'],
    );

    expect((await plan()).phases[0].budgetUsdPerMonth).toBeUndefined();
    expect((await plan()).workloads[0].failover.mode).toBe('none');
  });

  test.each([
    {
      what: 'wrong answers, all of them named',
      args: ['--regions', 'us-east-1,us-wset-2', '--serving-budget', 'lots'],
      says: ['did you mean us-west-2?', 'budgetsUsdPerMonth.serving: is of the wrong type, got "lots"'],
    },
    {
      what: 'a fleet that cannot be planned',
      args: ['--serving-budget', '10'],
      says: ['does not cover the expected cost'],
    },
  ])('fails on $what, and writes nothing', async ({ args, says }) => {
    const { status, stderr } = await run('init', ...args);

    expect(status).toBe(1);
    for (const one of says) {
      expect(stderr).toContain(one);
    }
    expect(stderr).toContain('init: nothing was written\n');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('with --dry-run names the files and writes none', async () => {
    const { status, stdout } = await run('init', '--dry-run');

    expect(status).toBe(0);
    expect(stdout).toContain('fleet.yaml: would be written\n');
    expect(stdout).toContain('Nothing was written.\n');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('init among files of the user', () => {
  test.each(['fleet.yaml', 'fleet.lock.yaml'])('fails rather than overwrite %s', async (name) => {
    writeFileSync(join(folder, name), 'mine');

    const { status, stderr } = await run('init');

    expect(status).toBe(1);
    expect(stderr).toContain(`${name}: exists already`);
    expect(readdirSync(folder)).toEqual([name]);
    expect(text(name)).toBe('mine');
  });

  test('keeps package.json and cdk.json, says what cdk.json needs, and adds to .gitignore what is missing', async () => {
    writeFileSync(join(folder, 'package.json'), '{"name":"mine"}');
    writeFileSync(join(folder, 'cdk.json'), '{"app":"node other.js"}');
    writeFileSync(join(folder, '.gitignore'), 'node_modules/\n.env');

    const { stdout } = await run('init');

    expect(text('package.json')).toBe('{"name":"mine"}');
    expect(text('cdk.json')).toBe('{"app":"node other.js"}');
    expect(text('.gitignore')).toBe('node_modules/\n.env\ncdk.out/\nreport.html\n');
    expect(stdout).toContain(
      'cdk.json: kept; npx cdk needs this app in it: node node_modules/polyregion/dist/bin/app.js',
    );
    expect(stdout).toContain('.gitignore: added cdk.out/, report.html\n');
  });

  test('finds the package where a folder above holds it', async () => {
    mkdirSync(join(folder, 'node_modules/polyregion'), { recursive: true });
    mkdirSync(join(folder, 'fleets/eu'), { recursive: true });

    const { stdout } = await run('init', '--out', 'fleets/eu/eu.yaml');

    expect(JSON.parse(text('fleets/eu/cdk.json'))).toMatchObject({
      app: 'node ../../node_modules/polyregion/dist/bin/app.js',
      context: { fleet: 'eu.yaml' },
    });
    expect(text('fleets/eu/eu.yaml')).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/node_modules\/polyregion\/fleet\.schema\.json\n/,
    );
    expect(stdout).toContain('cd fleets/eu ');
    expect(stdout).toContain('npx polyregion start --fleet eu.yaml');
  });

  test('links alarms to the runbooks of the repository that the folder is a clone of', async () => {
    const git = (...args: string[]) => spawnSync('git', args, { cwd: folder });
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'https://token@github.com/corp/serving.git');
    mkdirSync(join(folder, 'eu'));

    await run('init', '--out', 'eu/fleet.yaml');

    expect(text('eu/fleet.yaml')).toContain('runbookBaseUrl: https://github.com/corp/serving/blob/main/eu/runbooks\n');
  });
});

describe('init of a known model', () => {
  test('takes a part of its id, names the jurisdiction of the regions, writes a searched plan and a budget that covers it', async () => {
    const { status, stderr } = await runCommand(folder, [
      'init',
      ...['--model', 'qwen3-32b', '--regions', 'eu-central-1,eu-north-1'],
    ]);

    expect(status, stderr).toBe(0);
    // 6 × 1.6 requests/s of a g7e.2xlarge carry 10 requests/s after the loss of a region; with a cache or weights in 8 bits fewer do
    expect(text('fleet.yaml')).toContain(
      'models:\n  - model: Qwen/Qwen3-32B\n    instanceTypes: [g7e.2xlarge, g7e.4xlarge]\n    tensorParallel: 1\n',
    );
    expect(stderr).toMatch(/Plan 1: .*\n.*KV cache in fp8/);
    expect(stderr).toContain('With Qwen/Qwen3-32B-FP8, weights in 8 bits: ');
    expect(stderr).toContain('Plan 3 is taken.');
    expect(text('fleet.yaml')).toContain('european-union:\n    - eu-central-1\n    - eu-north-1\n');
    const { phases, cells } = await plan();
    expect(cells.map(({ minInstances }: { minInstances: { value: number } }) => minInstances.value)).toEqual([6, 6]);
    const serving = phases.find(({ phase }: { phase: string }) => phase === 'serving');
    expect(serving.budgetUsdPerMonth.value).toBeGreaterThanOrEqual(serving.worstCaseUsdPerMonth.value);
    expect(serving.budgetUsdPerMonth.value).toBeLessThan(1.1 * serving.worstCaseUsdPerMonth.value);
  });

  test('keeps to the types that are named, and refuses a part of an id that several models have', async () => {
    const chosen = await run(
      'init',
      '--model',
      'Qwen/Qwen3-8B',
      '--types',
      'g6e.2xlarge,g6e.4xlarge',
      '--out',
      'a.yaml',
    );
    const vague = await run('init', '--model', 'qwen3', '--out', 'b.yaml');

    expect(chosen.status, chosen.stderr).toBe(0);
    expect(text('a.yaml')).toContain('instanceTypes:\n      - g6e.2xlarge\n      - g6e.4xlarge\n');
    expect(vague.status).toBe(1);
    expect(vague.stderr).toContain('models[0]');
  });

  test('takes further workloads; a batch among them has engines of its own', async () => {
    const { status, stderr } = await run(
      'init',
      ...['--workload', 'name=nightly,shape=batch-inference,mean-requests=1,deadline-hours=8'],
    );

    expect(status, stderr).toBe(0);
    const { workloads } = await plan();
    expect(workloads.map(({ name, model }: { name: string; model: string }) => [name, model])).toEqual([
      ['chat', 'llama-70b'],
      ['nightly', 'llama-70b-batch'],
    ]);
    expect(workloads[1].objectives).toEqual({ deadlineHours: 8 });
  });
});
