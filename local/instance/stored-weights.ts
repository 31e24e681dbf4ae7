import { createHash } from 'node:crypto';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { manifestOf } from '../../lib/artifacts/manifest';
import { artifactBucketName, manifestFileName, weightsPrefix } from '../../lib/contract/artifacts';
import type { CellParameters } from '../../lib/contract/cell-parameters';
import type { Deployment } from '../deploy/deploy-fleet';
import { emulatedAws } from '../deploy/emulated-aws';

const standIn = { path: 'config.json', text: '{}' };

/**
 * Stores weights of two bytes in the deployed bucket, as `artifacts push` stores weights, unless those of the cell are there.
 *
 * @returns the digest of the manifest of the weights that are there
 */
export async function storedWeights(
  { server, plan }: Pick<Deployment, 'server' | 'plan'>,
  region: string,
  { model, weightsManifest }: Pick<CellParameters, 'model' | 'weightsManifest'>,
): Promise<string> {
  const { account, name: fleet } = plan.fleet;
  const Bucket = artifactBucketName({ fleet, account, region });
  const s3 = new S3Client({ ...emulatedAws(server, region, account), forcePathStyle: true });
  try {
    const pushed = `${weightsPrefix(model, weightsManifest)}${manifestFileName}`;
    const { KeyCount = 0 } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: pushed }));
    if (KeyCount > 0) {
      return weightsManifest;
    }
    const { path, text } = standIn;
    const sha256 = createHash('sha256').update(text).digest('hex');
    const manifest = manifestOf([{ path, size: text.length, sha256 }]);
    const prefix = weightsPrefix(model, manifest.digest);
    await s3.send(new PutObjectCommand({ Bucket, Key: `${prefix}${path}`, Body: text }));
    await s3.send(new PutObjectCommand({ Bucket, Key: `${prefix}${manifestFileName}`, Body: manifest.text }));
    return manifest.digest;
  } finally {
    s3.destroy();
  }
}
