import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';

/** Where synth writes, below the folder in which the command was started. */
export const assembly = 'cdk.out';

/**
 * Runs the real CDK CLI over a fleet file, where cdk.json is.
 *
 * @param output where its standard output goes: a program may be reading ours
 */
export function runCdk(
  fleetPath: string,
  args: readonly string[],
  output: 'stdout' | 'stderr' = 'stdout',
): Promise<number> {
  const cli = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const context = ['--context', `fleet=${resolve(fleetPath)}`, '--context', 'findings=quiet'];
  const all = [...args, '--no-notices', '--output', resolve(assembly), ...context];
  const cwd = join(__dirname, '../../..');
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [cli, ...all], { cwd, stdio: ['ignore', process[output], 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => settle(code ?? 1));
  });
}
