import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from '../../lib/commands/program';
import { fleetFolder, runCli } from '../support/cli';
import { projectRoot, readText } from '../support/project-root';

let folder = '';

beforeAll(() => {
  folder = fleetFolder('fleets/chat.yaml', readText('fleets/chat.lock.yaml'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One call of each command that needs neither AWS nor many seconds. What commands do is tested within one process. */
const calls: Readonly<Record<string, { args: readonly string[]; status: number; says: string }>> = {
  start: { args: ['--fleet', 'nowhere.yaml'], status: 1, says: 'fleet: does not exist, got "nowhere.yaml"' },
  init: { args: ['--out', 'mine.yaml'], status: 0, says: 'mine.yaml: written\n' },
  validate: { args: [], status: 0, says: 'warning lock: has no pin yet for ' },
  plan: { args: [], status: 0, says: '\n' },
  estimate: {
    args: '--model Qwen/Qwen3-32B --gpu H100 --gpus 2 --input 2000 --output 300 --concurrency 32'.split(' '),
    status: 0,
    says: 'Speed of the replica',
  },
  rehearse: { args: ['--workload', 'chatt'], status: 1, says: '--workload: names no workload' },
  drill: { args: ['--lose', 'nowhere'], status: 1, says: '--lose: names nothing that serves' },
  optimize: { args: ['--write', 'first'], status: 1, says: '--write' },
  report: { args: [], status: 0, says: 'report.html: written\n' },
  quotas: { args: [], status: 0, says: 'aws service-quotas request-service-quota-increase' },
  prepare: { args: ['--json'], status: 0, says: '"steps"' },
  doctor: { args: ['--fleet', 'nowhere.yaml'], status: 1, says: 'does not exist, got "nowhere.yaml"' },
  smoke: { args: [], status: 1, says: '--token-file: is missing' },
  pin: { args: ['--fleet', 'nowhere.yaml'], status: 1, says: 'does not exist, got "nowhere.yaml"' },
  'artifacts push': { args: ['--model', 'llama-7b', '--from', '.'], status: 1, says: 'nothing was sent' },
  promote: { args: ['staging'], status: 1, says: 'environments: have none of this name' },
  types: { args: ['h100'], status: 0, says: 'p5.4xlarge' },
  regions: { args: ['mars-1'], status: 1, says: 'mars-1: no GPU instance type' },
  'token check': { args: ['--fleet', 'nowhere.yaml'], status: 1, says: 'does not exist, got "nowhere.yaml"' },
  'region add': { args: ['us-east-2', '--check'], status: 0, says: 'us-east-2' },
  'region remove': { args: ['us-east-1'], status: 1, says: 'region remove: nothing was done' },
  launches: { args: ['--fleet', 'nowhere.yaml'], status: 1, says: 'does not exist, got "nowhere.yaml"' },
  destroy: { args: ['--fleet', 'nowhere.yaml'], status: 1, says: 'destroy: nothing was done' },
  calibrate: { args: ['--fleet', 'nowhere.yaml'], status: 1, says: 'does not exist, got "nowhere.yaml"' },
  measure: { args: ['--model', 'llama-7b'], status: 1, says: 'expected one of llama-70b' },
  'prices update': { args: ['--region', 'us-wset-2'], status: 1, says: 'did you mean us-west-2?' },
  'models list': { args: ['qwen3', 'vl'], status: 0, says: 'Qwen/Qwen3-VL' },
  'models show': { args: ['Qwen/Qwen3-32'], status: 1, says: 'Qwen/Qwen3-32B' },
  'models add': { args: ['Qwen/Qwen3-32B'], status: 0, says: 'model: Qwen/Qwen3-32B' },
  schema: { args: [], status: 0, says: '"$schema"' },
  runbooks: { args: ['--check'], status: 1, says: 'capacity-spike.md' },
};

const names = (command: Command): string[] =>
  command.commands.flatMap((sub) =>
    sub.commands.length === 0 ? [sub.name()] : names(sub).map((name) => `${sub.name()} ${name}`),
  );

describe('the program', () => {
  test('is called once for every command', async () => {
    expect(Object.keys(calls).sort()).toEqual(names(await program()).sort());
  });

  test.each(Object.entries(calls))('runs %s in a process of its own', async (name, { args, status, says }) => {
    const { status: ended, stdout, stderr } = await runCli(folder, [...name.split(' '), ...args]);

    expect(stdout + stderr).toContain(says);
    expect(ended, stderr).toBe(status);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test.each([
    { command: 'plan', loads: ['yaml', 'zod'], leaves: ['aws-cdk-lib', 'aws-cdk', 'echarts', '@inquirer/prompts'] },
    { command: 'schema', loads: ['zod'], leaves: ['aws-cdk-lib', 'yaml', 'cli-table3', '@aws-sdk/client-s3'] },
  ])('loads for $command the packages that it needs, and no others', ({ command, loads, leaves }) => {
    // GIVEN a program that prints at its end what was loaded
    const hook = join(folder, 'loaded.cjs');
    writeFileSync(hook, "process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')));");

    // WHEN
    const args = ['--require', hook, join(projectRoot, 'dist/bin/polyregion.js'), command];
    const { stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

    // THEN
    const isLoaded = (name: string): boolean => stderr.includes(`/node_modules/${name}/`);
    expect(loads.filter((name) => !isLoaded(name))).toEqual([]);
    expect(leaves.filter(isLoaded)).toEqual([]);
  });

  test('ends in silence when the reader of its output closes the pipe', () => {
    const plan = `"${process.execPath}" "${join(projectRoot, 'dist/bin/polyregion.js')}" plan --json`;
    const { stdout, stderr } = spawnSync('sh', ['-c', `${plan} | head -n 1`], { cwd: folder, encoding: 'utf8' });

    expect(stdout).toBe('{\n');
    expect(stderr).toBe('');
  });
});
