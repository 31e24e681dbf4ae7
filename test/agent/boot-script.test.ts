import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agentArchive } from '../../lib/artifacts/agent-archive';
import { bootScript } from '../../lib/constructs/boot-script';
import { agentKey, artifactBucketName } from '../../lib/contract/artifacts';
import { evidence, evidenceKey } from '../../lib/contract/evidence';
import { parseContractText } from '../../lib/contract/parse-contract';
import { exampleParameters } from '../support/cell-parameters';
import { type Emulator, startMoto } from '../support/moto';
import { projectRoot } from '../support/project-root';
import { nobody } from '../support/recorder';
import { type Simulator, startSimulator } from '../support/simulators';

const account = '111122223333';
const region = 'us-east-1';
const bucket = artifactBucketName({ fleet: exampleParameters.fleet, account, region });
const archive = agentArchive(Buffer.from('#!/bin/sh\necho agent "$1"\n'), Buffer.from('the program'));
const awsCli = `exec ${join(projectRoot, '.venv/bin/python')} -m awscli "$@"`;
const shellcheck = join(projectRoot, '.venv/bin/shellcheck');

let moto: Emulator;
let metadata: Simulator;
let s3: S3Client;
let folder = '';

beforeAll(async () => {
  [moto, metadata] = await Promise.all([startMoto(account), startSimulator('imds')]);
  s3 = new S3Client({ region, endpoint: moto.url, credentials: nobody, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: agentKey(archive.digest), Body: archive.bytes }));
});
afterAll(() => Promise.all([moto.stop(), metadata.stop()]));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boot-script-'));
  mkdirSync(join(folder, 'bin'));
  command('systemctl', 'echo "systemctl $*" >> "$POLYREGION_ROOT/calls"');
  command(
    'aws',
    `echo "$2 $*" >> "$POLYREGION_ROOT/aws"\nif [ "$2" = complete-lifecycle-action ]; then exit 0; fi\n${awsCli}`,
  );
  command('sleep', 'exit 0');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Stands before the machine's own. */
function command(name: string, body: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/bash\n${body}\n`);
  chmodSync(path, 0o755);
}

/** The AWS CLI, which stores what it is given, or leaves it in a file, and answers everything else by itself. */
function onlyStores(onGet: string, onPut = awsCli): void {
  command(
    'aws',
    [
      'echo "$2 $*" >> "$POLYREGION_ROOT/aws"',
      'case "$2" in',
      `get-object) ${onGet} ;;`,
      `put-object) cp "\${@: -1}" "$POLYREGION_ROOT/evidence"; ${onPut} ;;`,
      'esac',
    ].join('\n'),
  );
}

const script = (agentDigest = archive.digest): string =>
  ['#!/bin/bash', ...bootScript({ parameters: exampleParameters, agentDigest, bucket, account, region }), ''].join(
    '\n',
  );

const run = (text: string) =>
  spawnSync('bash', ['-c', text], {
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      POLYREGION_ROOT: folder,
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: nobody.accessKeyId,
      AWS_SECRET_ACCESS_KEY: nobody.secretAccessKey,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url,
    },
  });

/** Calls of one operation of the AWS CLI. */
const calls = (operation: string): string[] =>
  readFileSync(join(folder, 'aws'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${operation} `));

const mountScript = (): string => readFileSync(join(folder, 'opt/polyregion/mount-instance-store'), 'utf8');

describe('the script of the first start', () => {
  test('leaves parameters, the agent and its unit, and starts it', () => {
    const { status, stderr } = run(script());

    expect(status, stderr).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'etc/polyregion/cell.json'), 'utf8'))).toEqual(exampleParameters);
    const unit = readFileSync(join(folder, 'etc/systemd/system/polyregion-agent.service'), 'utf8');
    const [, runtime = '', program = ''] = /^ExecStart=(\S+) (?:--\S+ )*(\S+)$/m.exec(unit) ?? [];
    const started = spawnSync(join(folder, runtime), [program], { encoding: 'utf8' });
    expect(started.stdout).toBe(`agent ${program}\n`);
    expect(readFileSync(join(folder, program), 'utf8')).toBe('the program');
    expect(unit).toContain('KillMode=process');
    expect(readFileSync(join(folder, 'calls'), 'utf8').split('\n')).toEqual([
      'systemctl daemon-reload',
      'systemctl enable --now --no-block polyregion-agent.service',
      '',
    ]);
    expect(statSync(join(folder, 'var/lib/polyregion')).mode & 0o777).toBe(0o700);
    expect(calls('put-object')).toEqual([]);
    expect(calls('complete-lifecycle-action')).toEqual([]);
  });

  test('starts nothing that is not what was pinned', async () => {
    const pinned = `sha256:${'e'.repeat(64)}`;
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: agentKey(pinned), Body: archive.bytes }));

    const { status, stderr } = run(script(pinned));

    expect(status).toBe(1);
    expect(stderr).toContain(`the agent in the bucket is not the one that is pinned: ${pinned}`);
    expect(existsSync(join(folder, 'calls'))).toBe(false);
    expect(existsSync(join(folder, 'opt/polyregion/agent'))).toBe(false);
  });

  test('leaves its evidence where it fails, of allowed words alone, and has the launch abandoned at once', async () => {
    const words = 'was she born in Zwolle';
    await metadata.control({ instanceLifeCycle: 'spot', instanceId: 'i-0000000000000000c' });
    onlyStores(`echo "An error occurred (SlowDown) when calling the GetObject operation: ${words}" >&2; exit 254`);
    command('sha256sum', 'exit 0');
    command('tar', `echo "tar: ${words}: No space left on device ${words}" >&2; exit 2`);
    command('date', 'echo 2026-11-27T10:00:00.000Z');

    const { status, stderr } = run(script());

    expect(status).toBe(2);
    expect(stderr, 'the log of the machine has everything').toContain(words);
    const Key = evidenceKey(exampleParameters.model, '2026-11-27T10:00:00.000Z', 'i-0000000000000000c');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const kept = (await Body?.transformToString()) ?? '';
    expect(parseContractText(evidence, kept, { what: Key, fix: '' })).toMatchObject({
      instanceId: 'i-0000000000000000c',
      kind: 'launch-failed',
      reason: 'other',
      stage: 'boot',
      problem: 'the boot script ended in the step agent with status 2',
      agent: [
        ...Array.from({ length: 7 }, () => 'An error occurred (SlowDown) when calling the GetObject operation'),
        'No space left on device',
      ],
      engines: [],
    });
    expect(kept).not.toContain('Zwolle');
    expect(calls('complete-lifecycle-action')).toEqual([
      expect.stringMatching(
        /--auto-scaling-group-name assistant-llama-70b-overflow .*--lifecycle-action-result ABANDON$/,
      ),
    ]);
    expect(calls('put-object')).toEqual([expect.stringContaining(' --if-none-match * ')]);
  });

  test('ends where AWS denies the agent, and names that as the reason', () => {
    onlyStores('echo "An error occurred (AccessDenied) when calling the GetObject operation" >&2; exit 254', 'true');

    expect(run(script(`sha256:${'d'.repeat(64)}`)).status).toBe(1);

    expect(existsSync(join(folder, 'calls'))).toBe(false);
    expect(JSON.parse(readFileSync(join(folder, 'evidence'), 'utf8'))).toMatchObject({
      reason: 'permission',
      problem: 'the boot script ended in the step agent with status 1',
    });
  });

  test('fits into user data, and has nothing that ShellCheck would change', () => {
    expect(Buffer.byteLength(script())).toBeLessThan(8192);
    run(script());
    for (const text of [script(), mountScript()]) {
      const { status, stdout } = spawnSync(shellcheck, ['--shell', 'bash', '-'], { input: text, encoding: 'utf8' });
      expect(stdout).toBe('');
      expect(status).toBe(0);
    }
  });
});

describe('instance store', () => {
  const mount = (disks: string[], mounted: string[] = []) => {
    run(script());
    rmSync(join(folder, 'calls'));
    command('lsblk', disks.map((disk) => `echo "${disk}"`).join('\n') || 'true');
    command('mountpoint', `case "$2" in ${mounted.join('|') || 'none'}) exit 0;; *) exit 1;; esac`);
    for (const name of ['mdadm', 'mkfs.xfs', 'mount', 'install']) {
      command(name, `echo "${name} $*" >> "$POLYREGION_ROOT/calls"`);
    }
    const { status, stderr } = run(mountScript());
    expect(status, stderr).toBe(0);
    const calls = join(folder, 'calls');
    return existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
  };
  const nvme = (index: number): string => `/dev/nvme${index}n1 Amazon EC2 NVMe Instance Storage`;

  test('of one disk is made anew and mounted', () => {
    expect(mount(['/dev/nvme0n1 Amazon Elastic Block Store', nvme(1)])).toEqual([
      'mkfs.xfs -f -q /dev/nvme1n1',
      'install -d -m 0700 /mnt/polyregion',
      'mount -o noatime /dev/nvme1n1 /mnt/polyregion',
    ]);
  });

  test('of several disks is one', () => {
    expect(mount([nvme(1), nvme(2)])).toContain(
      'mdadm --create /dev/md/polyregion --level=0 --run --force --raid-devices=2 /dev/nvme1n1 /dev/nvme2n1',
    );
  });

  test('that the image has mounted is used, and none is no fault', () => {
    expect(mount([nvme(1)], ['/opt/dlami/nvme']).at(-1)).toBe(
      'mount --bind /opt/dlami/nvme/polyregion /mnt/polyregion',
    );
    expect(mount([])).toEqual([]);
  });
});
