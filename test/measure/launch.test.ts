import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bootScript } from '../../lib/constructs/boot-script';
import { bootedArtifacts } from '../../lib/measure/booted-artifacts';
import { isForAnotherZone, launchFinding, scriptTooLarge } from '../../lib/measure/launch-findings';
import { measurementOrderOf } from '../../lib/measure/measurement-order';
import type { MeasurementPlan } from '../../lib/measure/measurement-plan';
import { measurementUserData, mostUserDataBytes } from '../../lib/measure/user-data';
import { exampleParameters } from '../support/cell-parameters';

const place = { region: 'us-east-1', instanceType: 'p5.48xlarge', model: 'llama-70b' };
const agentDigest = `sha256:${'a'.repeat(64)}`;
const script = [
  '#!/bin/bash',
  ...bootScript({
    parameters: exampleParameters,
    agentDigest,
    bucket: 'assistant-artifacts',
    account: '111122223333',
    region: 'us-east-1',
  }),
].join('\n');

const measurement = {
  ...place,
  requests: { inputTokens: 1155, sharedInputTokens: 0, outputTokens: 211, timePerOutputTokenSeconds: 0.05 },
  steps: Array.from({ length: 9 }, (_, index) => ({
    concurrency: 2 ** index,
    requests: 600,
    requestsPerSecond: 123.4,
  })),
  maxConcurrentRequests: 256,
  stepLimitSeconds: 900,
} as unknown as MeasurementPlan;
/** As long as a session token of a role makes a signed address. */
const order = measurementOrderOf(
  measurement,
  '2026-11-27-0f0f0f0f',
  `https://bucket.example.com/?token=${'x'.repeat(2500)}`,
);

describe('the script of a measured instance', () => {
  const userData = measurementUserData(script, order, 3000);

  test('sets the hard stop first, and then does what the cell does', () => {
    const lines = userData.split('\n');

    expect(lines.slice(0, 2)).toEqual(['#!/bin/bash', 'shutdown -h +50']);
    expect(userData.endsWith(script.replace('#!/bin/bash\n', ''))).toBe(true);
    expect(userData.match(/^#!\/bin\/bash$/gm)?.length).toBe(script.match(/^#!\/bin\/bash$/gm)?.length);
  });

  test('halts the machine where the script of the cell fails, and waits for no hook', () => {
    const folder = mkdtempSync(join(tmpdir(), 'measured-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const [name, body] of [
      ['aws', 'echo "aws $2"'],
      ['systemctl', 'echo "systemctl $*"'],
      ['sleep', 'exit 0'],
      ['shutdown', 'exit 0'],
      ['sha256sum', 'exit 1'],
    ] as const) {
      writeFileSync(join(folder, name), `#!/bin/bash\n${body} >> "$POLYREGION_ROOT/calls"\n`, { mode: 0o755 });
    }

    const { status } = spawnSync('bash', ['-c', userData], {
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        POLYREGION_ROOT: folder,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:1',
      },
    });

    expect(status).toBe(1);
    expect(readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').slice(-2)).toEqual([
      'aws put-object',
      'systemctl poweroff',
    ]);
  });

  test('fits into user data with a long address and the longest sweep', () => {
    expect(Buffer.byteLength(userData)).toBeLessThan(mostUserDataBytes);
    expect(scriptTooLarge(place, 17_000, mostUserDataBytes).message).toContain(
      'got "17000 bytes", expected at most 16384',
    );
  });
});

describe('what a launch template starts from', () => {
  test('is what its script pins', () => {
    const digest = exampleParameters.weightsManifest.replace('sha256:', '');

    expect(bootedArtifacts(script)).toEqual({
      agent: `agent/${'a'.repeat(64)}.tar`,
      weights: `weights/${exampleParameters.model}/${digest}/manifest.json`,
    });
  });

  test('fails for the script of anything else', () => {
    expect(() => bootedArtifacts('#!/bin/bash\necho hello\n')).toThrow('launch template of the cell: expected JSON');
    expect(() => bootedArtifacts(script.replace('pinned=', 'other='))).toThrow('names no agent');
  });
});

describe('a launch that EC2 refuses', () => {
  test.each([
    ['VcpuLimitExceeded', 'npx polyregion quotas'],
    ['InsufficientInstanceCapacity', '--region'],
    ['InvalidAMIID.NotFound', 'npx polyregion pin'],
  ])('for %s says what to do', (code, fix) => {
    expect(launchFinding(place, code)?.message).toContain(fix);
  });

  test('is tried in another zone only where that may have what this one lacks', () => {
    expect(['InsufficientInstanceCapacity', 'Unsupported'].every(isForAnotherZone)).toBe(true);
    expect(['VcpuLimitExceeded', 'UnauthorizedOperation'].some(isForAnotherZone)).toBe(false);
    expect(launchFinding(place, 'UnauthorizedOperation')).toBeUndefined();
  });
});
