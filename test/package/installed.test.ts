import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../support/project-root';

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

const outside = mkdtempSync(join(tmpdir(), 'polyregion-packed-'));
/** A space in its name: a path that is not quoted where a shell reads it breaks. */
const folder = join(outside, 'my fleet');
let packed: Packed;

function run(cwd: string, program: string, ...args: string[]) {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

const npx = (...args: string[]) => run(folder, 'npx', '--no-install', ...args);

const templates = (): Map<string, string> => {
  const names = readdirSync(join(folder, 'cdk.out')).filter((name) => name.endsWith('.template.json'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, 'cdk.out', name), 'utf8')]));
};

beforeAll(() => {
  const pack = run(projectRoot, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', outside);
  packed = (JSON.parse(pack.stdout) as [Packed])[0];
  const install = ['install', '--save-dev', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, stderr } = run(outside, 'npm', ...install, '--prefix', folder, join(outside, packed.filename));
  if (status !== 0) {
    throw new Error(`the packed file does not install: ${stderr}`);
  }
});

afterAll(() => rmSync(outside, { recursive: true, force: true }));

describe('the packed file', () => {
  test('holds what runs, its data and the licences of that data, and neither sources nor tests', () => {
    const paths = packed.files.map(({ path }) => path);

    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/bin/app.js',
        'dist/bin/polyregion.js',
        'dist/bundles/agent/index.js',
        'dist/bundles/burn-meter/index.js',
        'fleet.schema.json',
        'fleets/traces/LICENSE',
        'lib/catalogue/data/LICENSE.aiconfigurator',
      ]),
    );
    expect(paths.filter((path) => /\.(m?ts|map)$|^(test|bench|scripts|simulators|local)\//.test(path))).toEqual([]);
    expect(paths.length).toBeLessThan(60);
  });
});

describe('a folder that holds only the installed package', () => {
  test('before init, a command says how to begin', () => {
    const { status, stderr } = npx('polyregion', 'plan');

    expect(status).toBe(1);
    expect(stderr).toContain('create one: npx polyregion init');
  });

  test('gets its files from init, and they are valid', () => {
    expect(npx('polyregion', 'init', '--name', 'first').status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual([
      '.gitignore',
      'cdk.json',
      'fleet.lock.yaml',
      'fleet.yaml',
      'node_modules',
      'package-lock.json',
      'package.json',
    ]);
    const schema = /\$schema=(\S+)/.exec(readFileSync(join(folder, 'fleet.yaml'), 'utf8'))?.[1] ?? '';
    expect(existsSync(join(folder, schema))).toBe(true);
    expect(npx('polyregion', 'validate').status).toBe(0);
  });

  test('plans, and writes the report', () => {
    expect(npx('polyregion', 'plan').stdout).toMatch(/^first: about [\d,]+ USD a month/m);
    expect(npx('polyregion', 'report')).toMatchObject({ status: 0, stdout: 'report.html: written\n' });
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<svg');
  });

  test('starts: every stack is synthesized and validated, the runbooks are written', () => {
    const { status, stdout, stderr } = npx('polyregion', 'start');

    expect(status, stdout + stderr).toBe(0);
    expect(templates().size).toBe(10);
    expect(npx('polyregion', 'runbooks', '--check')).toMatchObject({ status: 0, stdout: 'runbooks: current\n' });
    const alarms = [...templates().values()].join('');
    expect(alarms).toContain('Runbook: https://github.com/example/fleet/blob/main/runbooks/');
  });

  test('synthesizes the same templates with npx cdk synth', () => {
    const started = templates();
    rmSync(join(folder, 'cdk.out'), { recursive: true });

    // `start` has validated the same templates already.
    const { status, stderr } = npx('cdk', 'synth', '--quiet', '--no-validation');

    expect(status, stderr).toBe(0);
    expect(templates()).toEqual(started);
  });
});
