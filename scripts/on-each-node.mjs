// Runs a program with every Node that users may have besides the installed one, side by side:
// node scripts/on-each-node.mjs FILE [ARGUMENTS]
import { spawn } from 'node:child_process';

const versions = ['22', '24'];

/** Runs one process, and prints its whole output when it has ended. @returns whether it succeeded */
function runOn(version) {
  const args = ['exec', '--yes', `--package=node@${version}`, '--', 'node', ...process.argv.slice(2)];
  const child = spawn('npm', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  }
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      process.stdout.write(`Node ${version}, exit status ${status}\n${printed}\n`);
      settle(status === 0);
    });
  });
}

const succeeded = await Promise.all(versions.map(runOn));
process.exitCode = succeeded.every(Boolean) ? 0 : 1;
