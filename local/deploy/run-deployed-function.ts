import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { unzipSync } from 'fflate';
import type { Deployment } from './deploy-fleet';
import { emulatedAws } from './emulated-aws';

export interface FunctionRun {
  /** 0 where the handler returned; 1 where it threw. */
  readonly status: number | null;
  /** The log of the handler, and the error that it threw. */
  readonly output: string;
}

export interface DeployedFunction {
  readonly functionName: string;
  readonly region: string;
  /** The published code of the function. */
  readonly code: { readonly S3Bucket: string; readonly S3Key: string };
  /** Folder that the code is unpacked to. */
  readonly folder: string;
}

const runner = `
const [folder, handler, event, context] = process.argv.slice(1);
const [file, name] = handler.split('.');
require(require('node:path').join(folder, file))[name](JSON.parse(event), JSON.parse(context)).catch((thrown) => { console.error(thrown); process.exitCode = 1; });
`;

/**
 * Runs a deployed function where the emulator cannot run it. The function's published archive runs in a process of its
 * own, with the environment variables that the emulator holds for it, and calls the same emulator.
 */
export async function runDeployedFunction(
  { server, plan }: Pick<Deployment, 'server' | 'plan'>,
  { functionName, region, code, folder }: DeployedFunction,
  event: object,
): Promise<FunctionRun> {
  const aws = emulatedAws(server, region, plan.fleet.account);
  const lambda = new LambdaClient(aws);
  const { Environment, Handler, FunctionArn } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  lambda.destroy();
  await unpack(aws, code, folder);
  const context = { invokedFunctionArn: FunctionArn };
  const values = [folder, Handler ?? '', JSON.stringify(event), JSON.stringify(context)];
  const child = spawn(process.execPath, ['-e', runner, ...values], {
    env: {
      ...Environment?.Variables,
      HOME: folder, // the SDK would read settings from the user's home
      TMPDIR: folder,
      AWS_REGION: region,
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: plan.fleet.account,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (status) => settle({ status, output }));
  });
}

async function unpack(
  aws: ReturnType<typeof emulatedAws>,
  code: DeployedFunction['code'],
  folder: string,
): Promise<void> {
  const s3 = new S3Client({ ...aws, forcePathStyle: true });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: code.S3Bucket, Key: code.S3Key }));
  const archive = (await Body?.transformToByteArray()) ?? new Uint8Array();
  s3.destroy();
  for (const [name, bytes] of Object.entries(unzipSync(archive))) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    if (!name.endsWith('/')) {
      writeFileSync(file, bytes);
    }
  }
}
