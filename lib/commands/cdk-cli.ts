import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { appFile } from './package-files';

/** Where synth writes, below the folder in which the command was started. */
export const assembly = 'cdk.out';

/**
 * Runs the CDK CLI over a fleet file, in the folder in which the command was started. The app and the settings that change
 * templates are passed, so that the templates are the same with and without a cdk.json in that folder.
 *
 * @param output where its standard output goes: a program may be reading ours
 */
export function runCdk(
  fleetPath: string,
  args: readonly string[],
  output: 'stdout' | 'stderr' = 'stdout',
): Promise<number> {
  const cli = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const app = ['--app', `node "${appFile()}"`, '--no-version-reporting'];
  const context = ['--context', `fleet=${resolve(fleetPath)}`, '--context', 'findings=quiet'];
  const all = [...args, ...app, '--no-notices', '--output', resolve(assembly), ...context];
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [cli, ...all], { stdio: ['ignore', process[output], 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => settle(code ?? 1));
  });
}
