import { createHash, randomBytes } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { manifestOf } from '../../lib/artifacts/manifest';
import { artifactBucketName, manifestFileName, weightsPrefix } from '../../lib/contract/artifacts';
import { hostParameters } from './agent-host';
import { type Emulator, startMoto } from './moto';
import { nobody } from './recorder';

const account = '111122223333';
const region = 'us-east-1';

export interface StoredWeights {
  readonly moto: Emulator;
  readonly s3Url: string;
  readonly weightsManifest: string;
  /** Replaces an object of the weights. */
  replace(path: string, bytes: Buffer): Promise<void>;
}

/** Moto's S3 with the weights of the test's model, as a push leaves them: one file needs several ranges. */
export async function storeWeights(): Promise<StoredWeights> {
  const moto = await startMoto(account);
  const s3 = new S3Client({ region, endpoint: moto.url, credentials: nobody, forcePathStyle: true });
  const Bucket = artifactBucketName({ fleet: hostParameters.fleet, account, region });
  await s3.send(new CreateBucketCommand({ Bucket }));
  const files: Record<string, Buffer> = {
    'config.json': Buffer.from('{}'),
    'original/params.json': Buffer.alloc(0),
    'model-00001-of-00001.safetensors': randomBytes(65 * 1024 * 1024),
  };
  const { text, digest } = manifestOf(
    Object.entries(files).map(([path, bytes]) => ({
      path,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  );
  const prefix = weightsPrefix(hostParameters.model, digest);
  const replace = async (path: string, Body: Buffer): Promise<void> => {
    await s3.send(new PutObjectCommand({ Bucket, Key: `${prefix}${path}`, Body }));
  };
  for (const [path, bytes] of Object.entries({ ...files, [manifestFileName]: Buffer.from(text) })) {
    await replace(path, bytes);
  }
  return { moto, s3Url: moto.url, weightsManifest: digest, replace };
}
