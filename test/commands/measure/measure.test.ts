import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MeasurementDocument } from '../../../lib/contract/measurement';
import { fleetFolder, type Run } from '../../support/cli';
import { readText } from '../../support/project-root';
import { runCommand } from '../../support/run-command';
import { savedResult } from '../../support/saved-result';

let folder = '';

beforeAll(() => {
  folder = fleetFolder('fleets/measured-lengths.yaml', readText('fleets/chat.lock.yaml'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const measure = (...args: string[]): Promise<Run> => runCommand(folder, ['measure', '--model', 'llama-70b', ...args]);

/** What an instance leaves: 922 tokens in and out as in the fleet file, 64 in flight, slower than the public benchmark. */
const document = (change: Partial<MeasurementDocument> = {}): string => {
  const result = savedResult({
    max_concurrency: 64,
    completed: 256,
    duration: 100,
    total_input_tokens: 256 * 922,
    total_output_tokens: 256 * 922,
    request_throughput: 2.56,
    mean_e2el_ms: 24_500,
  });
  const steps = [{ concurrency: 64, results: [result, result], preemptions: 0 }];
  const path = join(folder, 'document.json');
  writeFileSync(path, JSON.stringify({ run: 'r1', state: 'done', instanceType: 'p5.48xlarge', steps, ...change }));
  return path;
};

test('says what it does, takes and costs, and launches nothing', async () => {
  const { status, stdout } = await measure();

  expect(status).toBe(0);
  expect(stdout).toMatch(/Takes \d+ min .* USD \(.*\), at [\d.]+ USD an hour\./);
  expect(stdout).toMatch(/Hard stop after .*, [\d.]+ USD/);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    '922 tokens in, 922 out; with 64 requests in flight on each replica',
  );
  expect(stdout).toContain('ec2:RunInstances');
  expect(stdout).toContain('Nothing was launched.');
});

test('says all that is unknown at once, and what there is instead', async () => {
  const { status, stderr } = await measure('--type', 'p4d.24xlarge', '--region', 'eu-west-1', '--workload', 'chatt');

  expect(status).toBe(1);
  expect(stderr).toContain('expected one of p5.48xlarge, p5en.48xlarge; add it to models[].instanceTypes');
  expect(stderr).toContain('expected one of us-east-1, us-west-2');
  expect(stderr).toContain('did you mean chat?');
});

test('writes rows that the plan then calls measured, and sizes by their cautious end', async () => {
  const { status, stdout } = await measure('--from', document());

  expect(stdout).toContain('One replica under the benchmark');
  expect(stdout).toContain('yes, in its range');
  expect(stdout).toContain('fleet.measured.yaml: written');
  expect(status).toBe(0);
  const plan = await runCommand(folder, ['plan', '--json']);
  const { types } = JSON.parse(plan.stdout).plan.workloads[0];
  expect(types[0].replica).toMatchObject({
    concurrency: 64,
    timePerOutputTokenSeconds: { value: 0.02, high: 0.04, origin: 'measured' },
    requestsPerSecond: { origin: 'measured' },
  });
  expect(types[0].replica.requestsPerSecond.source).toContain(
    'a benchmark on one instance (vllm 0.33.0): 256 requests',
  );
  const why = await runCommand(folder, ['plan', '--all']);
  expect(why.stdout).toContain('measured');
});

test('writes nothing where no step gave a row', async () => {
  const before = readFileSync(join(folder, 'fleet.measured.yaml'), 'utf8');
  const steps = [{ concurrency: 64, results: [], preemptions: 0, problem: 'the benchmark ended with status 1' }];
  const { status, stdout } = await measure('--from', document({ steps, reason: 'the time was over' }));

  expect(status).toBe(1);
  expect(stdout).toContain('the time was over.\n');
  expect(stdout).toContain('the step with 64 in flight gives no row: the benchmark ended with status 1.');
  expect(readFileSync(join(folder, 'fleet.measured.yaml'), 'utf8')).toBe(before);
});

test('fails on what is no document of an instance', async () => {
  const { status, stderr } = await measure('--from', 'fleet.yaml');

  expect(status).toBe(1);
  expect(stderr).toContain('document of a measurement: expected JSON');
  expect(existsSync(join(folder, 'fleet.measured.yaml'))).toBe(true);
});
