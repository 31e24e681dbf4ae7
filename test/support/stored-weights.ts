import { createHash, randomBytes } from 'node:crypto';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { manifestOf } from '../../lib/artifacts/manifest';
import { artifactBucketName, manifestFileName, weightsPrefix } from '../../lib/contract/artifacts';
import { archiveDigestField } from '../../lib/contract/compile-cache';
import { hostParameters } from './agent-host';
import { type Emulator, startMoto } from './moto';
import { nobody } from './recorder';

const account = '111122223333';
const region = 'us-east-1';

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export interface StoredWeights {
  readonly moto: Emulator;
  readonly s3Url: string;
  readonly weightsManifest: string;
  /** Replaces an object of the weights. */
  replace(path: string, bytes: Buffer): Promise<void>;
  /** Keys under a prefix. */
  objects(prefix: string): Promise<string[]>;
  /** Text of an object. */
  text(key: string): Promise<string>;
  /** How many versions the objects under a prefix have together. */
  versions(prefix: string): Promise<number>;
  /** Puts an archive in the place of another, with the digest of its bytes or another one. */
  putArchive(key: string, bytes: Buffer, sha256?: string): Promise<void>;
}

/** Moto's S3 with the weights of the test's model, as a push leaves them: one file needs several ranges. */
export async function storeWeights(): Promise<StoredWeights> {
  const moto = await startMoto(account);
  const s3 = new S3Client({ region, endpoint: moto.url, credentials: nobody, forcePathStyle: true });
  const Bucket = artifactBucketName({ fleet: hostParameters.fleet, account, region });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const files: Record<string, Buffer> = {
    'config.json': Buffer.from('{}'),
    'original/params.json': Buffer.alloc(0),
    'model-00001-of-00001.safetensors': randomBytes(65 * 1024 * 1024),
  };
  const { text, digest } = manifestOf(
    Object.entries(files).map(([path, bytes]) => ({
      path,
      size: bytes.length,
      sha256: sha256Of(bytes),
    })),
  );
  const prefix = weightsPrefix(hostParameters.model, digest);
  const replace = async (path: string, Body: Buffer): Promise<void> => {
    await s3.send(new PutObjectCommand({ Bucket, Key: `${prefix}${path}`, Body }));
  };
  for (const [path, bytes] of Object.entries({ ...files, [manifestFileName]: Buffer.from(text) })) {
    await replace(path, bytes);
  }
  return {
    moto,
    s3Url: moto.url,
    weightsManifest: digest,
    replace,
    objects: async (Prefix) =>
      ((await s3.send(new ListObjectsV2Command({ Bucket, Prefix }))).Contents ?? []).map(({ Key = '' }) => Key),
    text: async (Key) => (await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()) ?? '',
    versions: async (Prefix) =>
      (await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }))).Versions?.length ?? 0,
    putArchive: async (Key, Body, sha256 = sha256Of(Body)) => {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, Metadata: { [archiveDigestField]: sha256 } }));
    },
  };
}
