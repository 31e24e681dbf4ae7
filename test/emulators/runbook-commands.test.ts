import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AwsCommand, type Command, renderCommand } from '../../lib/alerts/command';
import { gpuAlerts } from '../../lib/alerts/gpu-alerts';
import { latencyAlerts } from '../../lib/alerts/latency-alerts';
import { grownWithoutProfile } from '../../lib/alerts/profile-alert';
import { validPlan } from '../support/fleets';
import { projectRoot } from '../support/project-root';
import { nobody, type Recorder, startRecorder } from '../support/recorder';

const plan = validPlan('fleets/warm-standby.yaml');
const alerts = [...latencyAlerts(plan), ...gpuAlerts(plan), grownWithoutProfile(plan)];
const isAws = (command: Command): command is AwsCommand => !('project' in command);

/** What the page of an alert has on-call paste for its first cell: every command once, those that undo too. */
const commands = alerts.flatMap(({ id, watches: [watch] }) => {
  const steps = [...(watch?.diagnosis ?? []), ...(watch?.mitigation ?? [])];
  const undone = (watch?.mitigation ?? []).flatMap(({ undo }) => ('command' in undo ? [undo.command] : []));
  const pasted = [...steps.map(({ command }) => command), ...undone].filter(isAws);
  return [...new Map(pasted.map((command) => [renderCommand(command), command]))].map(
    ([text, command]) => [id, `${command.service} ${command.operation}`, text] as const,
  );
});

let recorder: Recorder;
let folder: string;

beforeAll(async () => {
  recorder = await startRecorder();
  folder = mkdtempSync(join(tmpdir(), 'runbook-'));
  // The CLI as on-call has it: `aws`, found on the path.
  const aws = join(folder, 'aws');
  writeFileSync(aws, `#!/bin/sh\nexec '${join(projectRoot, '.venv/bin/python')}' -m awscli "$@"\n`);
  chmodSync(aws, 0o755);
});
beforeEach(async () => {
  await recorder.forget();
  await recorder.answer([
    { service: 'autoscaling', operation: 'DescribeAutoScalingGroups', response: { AutoScalingGroups: [group] } },
  ]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await recorder.stop();
});

const group = {
  AutoScalingGroupName: 'assistant-llama-70b-baseline',
  MinSize: 1,
  MaxSize: 2,
  DesiredCapacity: 1,
  DefaultCooldown: 300,
  AvailabilityZones: ['us-east-1a'],
  HealthCheckType: 'EC2',
  CreatedTime: '2026-01-01T00:00:00Z',
  Instances: [
    {
      InstanceId: 'i-0123456789abcdef0',
      AvailabilityZone: 'us-east-1a',
      LifecycleState: 'InService',
      HealthStatus: 'Healthy',
      ProtectedFromScaleIn: false,
    },
  ],
};

/** Runs a command as if pasted into a shell. */
const paste = (text: string) =>
  spawnSync('sh', ['-c', text], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      AWS_ENDPOINT_URL: recorder.url,
      AWS_ACCESS_KEY_ID: nobody.accessKeyId,
      AWS_SECRET_ACCESS_KEY: nobody.secretAccessKey,
      AWS_MAX_ATTEMPTS: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });

describe.each(commands)('the page of %s, %s', (_id, _call, text) => {
  test('is a command that the CLI takes, and calls that AWS would read', async () => {
    const { status, stderr } = paste(text);

    expect(status, stderr).toBe(0);
    const calls = await recorder.calls();
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.flatMap(({ problems }) => problems)).toEqual([]);
    expect(calls.map((call) => call.status)).toEqual(calls.map(() => 200));
  });
});
