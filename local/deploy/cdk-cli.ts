import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { endGroup, type StartOptions, startGroup } from '../emulators/process-group';
import { projectRoot } from '../project-root';

export interface CdkRun {
  readonly status: number | null;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/** Options of a run of the CDK CLI. An aborted `signal` ends the run and everything that it started. */
export interface CdkOptions extends StartOptions {
  /** Endpoint of the emulator; undefined for a run that calls no AWS service. */
  readonly endpoint?: string;
  readonly account: string;
  /** Home folder for the CDK CLI's own files, instead of the user's home. */
  readonly home: string;
  /** Receives each line when it is printed. */
  readonly progress?: (line: string) => void;
}

const cli = join(projectRoot, 'node_modules/aws-cdk/bin/cdk');

/**
 * Runs the real CDK CLI with dummy credentials. Its calls to AWS go to the emulator.
 *
 * @throws the signal's reason, once every process has ended
 */
export async function runCdk(args: readonly string[], options: CdkOptions): Promise<CdkRun> {
  const { signal, onStarted, progress } = options;
  signal?.throwIfAborted();
  // The CLI runs in a process group of its own, because it does not end the app that it starts.
  const child = startGroup(process.execPath, [cli, ...args, '--no-notices', '--no-color'], {
    cwd: projectRoot,
    env: cdkEnvironment(options),
    output: 'pipe',
    onStarted,
  });
  const { pid } = child;
  const end = (): void => (pid === undefined ? undefined : endGroup(pid));
  signal?.addEventListener('abort', end, { once: true });
  try {
    const run = await collect(child, progress);
    signal?.throwIfAborted();
    return run;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

function collect(child: ChildProcess, progress: (line: string) => void = () => undefined): Promise<CdkRun> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        progress(line);
      }
    });
  }
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (status) => settle({ status, output }));
  });
}

/** Removes the user's own AWS credentials and settings from the environment. */
export const cdkEnvironment = ({ endpoint, account, home }: CdkOptions): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: home,
  CDK_HOME: join(home, 'cdk'),
  TMPDIR: home,
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_VALIDATION: 'false', // npm run synth:gate validates
  AWS_ENDPOINT_URL: endpoint?.replace('127.0.0.1', 'localhost'), // moto accepts path-style buckets under this name only
  // An emulator with several accounts takes an access key of twelve digits as the account id.
  AWS_ACCESS_KEY_ID: account,
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});
