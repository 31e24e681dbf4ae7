import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifestOf } from '../../lib/artifacts/manifest';
import { artifactBucketName, manifestFileName, weightsPrefix } from '../../lib/contract/artifacts';
import { freePort } from '../../local/emulators/free-port';
import { endGroup } from '../../local/emulators/process-group';
import { startServer } from '../../local/emulators/server-process';
import { atExit } from './at-exit';
import { account, parameters, region } from './cell';
import { tools } from './tools';

export const weightsFile = 'model-00001-of-00001.safetensors';

/** The gateway makes its first key the owner of every bucket, so the agent's check of the bucket owner works as in S3. */
export const keys = { accessKeyId: account, secretAccessKey: 'example' } as const;

export interface ObjectStore {
  readonly url: string;
  readonly bucket: string;
  readonly key: string;
  readonly weightsManifest: string;
  stop(): Promise<void>;
}

/** Starts an S3 on loopback that holds weights of this size, as `artifacts push` stores them. */
export async function startObjectStore(folder: string, bytes: number): Promise<ObjectStore> {
  const bucket = artifactBucketName({ fleet: parameters.fleet, account, region });
  const draft = join(folder, 'draft');
  mkdirSync(folder, { recursive: true });
  const sha256 = writeRandom(draft, bytes);
  const { text, digest } = manifestOf([{ path: weightsFile, size: bytes, sha256 }]);
  const prefix = weightsPrefix(parameters.model, digest);
  const to = join(folder, 's3', bucket, prefix);
  mkdirSync(dirname(join(to, weightsFile)), { recursive: true });
  renameSync(draft, join(to, weightsFile));
  writeFileSync(join(to, manifestFileName), text);
  const port = await freePort();
  const server = await startServer({
    command: tools.gateway,
    args: ['--port', `127.0.0.1:${port}`, '--keep-alive', 'posix', '--nometa', join(folder, 's3')],
    env: { ROOT_ACCESS_KEY: keys.accessKeyId, ROOT_SECRET_KEY: keys.secretAccessKey },
    logFile: join(folder, 's3.log'),
    listening: new RegExp(`127\\.0\\.0\\.1:(${port})`),
  });
  const forget = atExit(() => endGroup(server.pid));
  const stop = (): Promise<void> => {
    forget();
    return server.stop();
  };
  return { url: server.url, bucket, key: `${prefix}${weightsFile}`, weightsManifest: digest, stop };
}

const blockBytes = 16 * 1024 * 1024;

/** Writes the file. @returns its SHA-256 */
function writeRandom(path: string, bytes: number): string {
  const block = randomBytes(Math.min(bytes, blockBytes));
  const hash = createHash('sha256');
  const file = openSync(path, 'w');
  for (let left = bytes; left > 0; left -= block.length) {
    block.writeUInt32LE(left % 2 ** 32); // makes every block different
    const part = block.subarray(0, left);
    hash.update(part);
    writeSync(file, part);
  }
  closeSync(file);
  return hash.digest('hex');
}
