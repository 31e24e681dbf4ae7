// Makes .venv/ from scripts/python/requirements.txt, every package pinned and hashed: node scripts/python-environment.mjs
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Prints one line instead of a stack trace, because the fault lies in the machine's Python and not in this script. */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const root = join(import.meta.dirname, '..');
const folder = join(root, '.venv');
const requirements = join(root, 'scripts/python/requirements.txt');
const stamp = join(folder, 'requirements.sha256');
const oldest = [3, 10];

const run = (command, args, stdio) => spawnSync(command, args, { cwd: root, encoding: 'utf8', stdio });

/** Version of an interpreter, undefined where there is none. */
function versionOf(python) {
  const { status, stdout } = run(python, ['-c', 'import sys; print(*sys.version_info[:2])'], 'pipe');
  return status === 0 ? stdout.trim().split(' ').map(Number) : undefined;
}

const isNewEnough = ([major, minor]) => major === oldest[0] && minor >= oldest[1];

function findPython() {
  const seen = [];
  for (const python of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']) {
    const version = versionOf(python);
    if (version !== undefined && isNewEnough(version)) {
      return { python, version };
    }
    seen.push(...(version === undefined ? [] : [`${python} is ${version.join('.')}`]));
  }
  fail(
    `python: is missing, got ${seen.join(', ') || 'no python3 on the PATH'}, expected Python ${oldest.join('.')} or later with venv; install it, or skip npm run deploy:local, test:aws, test:emulators and synth:gate`,
  );
}

const { python, version } = findPython();
const wanted = createHash('sha256')
  .update(`${version.join('.')}\n`)
  .update(readFileSync(requirements))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  rmSync(folder, { recursive: true, force: true });
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', '--require-hashes'];
  const steps = [
    [python, ['-m', 'venv', folder]],
    // Wheels only: no package runs code of its own while it is installed.
    [join(folder, 'bin/python'), [...pip, '--only-binary', ':all:', '--requirement', requirements]],
  ];
  for (const [command, args] of steps) {
    const { status } = run(command, args, ['ignore', 'inherit', 'inherit']);
    if (status !== 0) {
      rmSync(folder, { recursive: true, force: true });
      fail(`.venv: cannot be made, got exit status ${status} of ${command} ${args.slice(0, 3).join(' ')}; see above`);
    }
  }
  writeFileSync(stamp, wanted);
}
