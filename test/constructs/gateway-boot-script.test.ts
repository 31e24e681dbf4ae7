import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gatewayBootScript } from '../../lib/constructs/gateway-boot-script';
import { type GatewayParameters, gatewayParameters } from '../../lib/contract/gateway';
import { parseContractText } from '../../lib/contract/parse-contract';

const folder = mkdtempSync(join(tmpdir(), 'polyregion-gateway-boot-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parameters: GatewayParameters = {
  fleet: 'assistant',
  gatewayImageDigest: `sha256:${'e'.repeat(64)}`,
  gateways: 2,
  cells: [{ model: 'llama-8b', groupNames: ['assistant-llama-8b-baseline'], slotsPerInstance: 32 }],
  workloads: [{ hostNames: ['chat.us.ai.example.com'], model: 'llama-8b' }],
  launchLimitSeconds: 560,
  drainLimitSeconds: 106,
};

/** An archive with a Node and a program, as `artifacts push` makes it. */
const archive = join(folder, 'program.tar');
for (const name of ['node', 'index.js']) {
  writeFileSync(join(folder, name), name);
}
execFileSync('tar', ['--create', '--file', archive, '--directory', folder, 'node', 'index.js']);
const digest = createHash('sha256').update(readFileSync(archive)).digest('hex');

/** The commands of AWS and of systemd, which copy the archive and write down what they are asked. */
const commands = join(folder, 'commands');
mkdirSync(commands);
const asked = join(folder, 'asked');
writeFileSync(join(commands, 'aws'), `#!/bin/bash\necho "aws $*" >> ${asked}\ncp ${archive} "\${@: -1}"\n`, {
  mode: 0o755,
});
writeFileSync(join(commands, 'systemctl'), `#!/bin/bash\necho "systemctl $*" >> ${asked}\n`, { mode: 0o755 });

function boot(programDigest: string): { readonly root: string; readonly status: number | null } {
  const root = mkdtempSync(join(folder, 'root-'));
  mkdirSync(join(root, 'etc/systemd/system'), { recursive: true });
  const place = { bucket: 'artifacts', account: '111122223333', region: 'us-east-1' };
  const script = gatewayBootScript({ parameters, programDigest, ...place }).join('\n');
  const { status } = spawnSync('bash', ['-c', script], {
    env: { ...process.env, PATH: `${commands}:${process.env.PATH}`, POLYREGION_ROOT: root },
  });
  return { root, status };
}

test('a gateway writes its parameters, fetches the program by its digest and starts it', () => {
  const { root, status } = boot(`sha256:${digest}`);

  expect(status).toBe(0);
  const told = readFileSync(join(root, 'etc/polyregion/gateway.json'), 'utf8');
  expect(parseContractText(gatewayParameters, told, { what: 'gateway parameters', fix: '' })).toEqual(parameters);
  expect(readFileSync(join(root, `opt/polyregion/agent/${digest}/index.js`), 'utf8')).toBe('index.js');
  expect(readFileSync(join(root, 'etc/systemd/system/polyregion-gateway.service'), 'utf8')).toContain(
    `/opt/polyregion/agent/${digest}/index.js`,
  );
  expect(readFileSync(asked, 'utf8')).toContain(`--key gateway-agent/${digest}.tar`);
  expect(readFileSync(asked, 'utf8')).toContain('systemctl enable --now --no-block polyregion-gateway.service');
});

test('a gateway starts no program other than the pinned one', () => {
  expect(boot(`sha256:${'b'.repeat(64)}`).status).toBe(1);
});
