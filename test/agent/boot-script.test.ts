import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agentArchive } from '../../lib/artifacts/agent-archive';
import { bootScript } from '../../lib/constructs/boot-script';
import { agentKey, artifactBucketName } from '../../lib/contract/artifacts';
import { exampleParameters } from '../support/cell-parameters';
import { type Emulator, startMoto } from '../support/moto';
import { projectRoot } from '../support/project-root';
import { nobody } from '../support/recorder';

const account = '111122223333';
const region = 'us-east-1';
const bucket = artifactBucketName({ fleet: exampleParameters.fleet, account, region });
const archive = agentArchive(Buffer.from('#!/bin/sh\necho agent "$1"\n'), Buffer.from('the program'));
const shellcheck = join(projectRoot, '.venv/bin/shellcheck');

let moto: Emulator;
let s3: S3Client;
let folder = '';

beforeAll(async () => {
  moto = await startMoto(account);
  s3 = new S3Client({ region, endpoint: moto.url, credentials: nobody, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: agentKey(archive.digest), Body: archive.bytes }));
});
afterAll(() => moto.stop());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boot-script-'));
  mkdirSync(join(folder, 'bin'));
  command('systemctl', 'echo "systemctl $*" >> "$POLYREGION_ROOT/calls"');
  command('aws', `exec ${join(projectRoot, '.venv/bin/python')} -m awscli "$@"`);
  command('sleep', 'exit 0');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Stands before the machine's own. */
function command(name: string, body: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/bash\n${body}\n`);
  chmodSync(path, 0o755);
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
    },
  });

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

  test('ends where the bucket has no agent', () => {
    expect(run(script(`sha256:${'d'.repeat(64)}`)).status).toBe(1);
    expect(existsSync(join(folder, 'calls'))).toBe(false);
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
