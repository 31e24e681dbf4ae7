import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { region } from './cell';
import { keys, type ObjectStore } from './object-store';
import { tools } from './tools';

/** A program that downloads an object to a file. */
export interface Client {
  readonly name: string;
  /** Runs it. @returns seconds from its start to its end */
  fetch(store: ObjectStore, to: string): Promise<number>;
}

/** @see https://docs.aws.amazon.com/cli/latest/topic/s3-config.html read 2026-11-26 */
const manyAtOnce = '[default]\ns3 =\n  max_concurrent_requests = 32\n  multipart_chunksize = 16MB\n';

/** Download clients that a fleet could use instead. Their configuration is written to `folder`. */
export function clients(folder: string): Client[] {
  const config = join(folder, 'aws-config');
  writeFileSync(config, manyAtOnce);
  const s5cmd = (name: string, options: readonly string[]): Client => ({
    name,
    fetch: ({ url, bucket, key }, to) =>
      timed(tools.s5cmd, ['--endpoint-url', url, 'cp', ...options, `s3://${bucket}/${key}`, to], {}),
  });
  const aws = (name: string, environment: NodeJS.ProcessEnv): Client => ({
    name,
    fetch: ({ url, bucket, key }, to) => {
      const copy = ['s3', 'cp', '--quiet', `s3://${bucket}/${key}`, to];
      return timed(tools.python, ['-m', 'awscli', '--endpoint-url', url, ...copy], environment);
    },
  });
  return [
    s5cmd('s5cmd', []),
    s5cmd('s5cmd, 32 at once', ['--concurrency', '32', '--part-size', '16']),
    aws('AWS CLI', {}),
    aws('AWS CLI, 32 at once', { AWS_CONFIG_FILE: config }),
  ];
}

function timed(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const begun = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_DEFAULT_REGION: region,
      AWS_REGION: region,
      ...environment,
    },
  });
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (status) =>
      status === 0 ? settle((performance.now() - begun) / 1000) : fail(new Error(`${command}: ended with ${status}`)),
    );
  });
}
