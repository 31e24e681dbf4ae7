import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { endGroup, type StartOptions, startGroup } from '../emulators/process-group';
import { projectRoot } from '../project-root';

export interface CdkRun {
  readonly status: number | null;
  /** Both streams, as they came. */
  readonly output: string;
}

/** With `signal`, the run and all that it started end early. */
export interface CdkOptions extends StartOptions {
  /** Endpoint of the emulator; undefined for what asks nothing of AWS. */
  readonly endpoint?: string;
  readonly account: string;
  /** What the CDK CLI writes for itself goes here instead of the user's home. */
  readonly home: string;
  /** Gets each line as it comes. */
  readonly progress?: (line: string) => void;
}

const cli = join(projectRoot, 'node_modules/aws-cdk/bin/cdk');

/**
 * Runs the real CDK CLI with credentials that are nobody's; what it asks of AWS goes to the emulator.
 *
 * @throws the signal's reason, once everything has ended
 */
export async function runCdk(args: readonly string[], options: CdkOptions): Promise<CdkRun> {
  const { signal, onStarted, progress } = options;
  signal?.throwIfAborted();
  // A group of its own, because the CLI does not end the app that it runs.
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

/** Whoever has an account: neither its credentials nor its settings are looked at. */
export const cdkEnvironment = ({ endpoint, account, home }: CdkOptions): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: home,
  CDK_HOME: join(home, 'cdk'),
  TMPDIR: home,
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_VALIDATION: 'false', // npm run synth:gate validates
  AWS_ENDPOINT_URL: endpoint?.replace('127.0.0.1', 'localhost'), // moto knows path-style buckets by this name only
  // An access key of twelve digits is also the account, where an emulator knows several.
  AWS_ACCESS_KEY_ID: account,
  AWS_SECRET_ACCESS_KEY: 'nobody',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});
