import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { manifestOf } from '../../lib/artifacts/manifest';
import { artifactBucketName, manifestFileName, weightsPrefix } from '../../lib/contract/artifacts';
import type { CellPlan } from '../../lib/plan/capacity/cell';
import type { Deployment } from '../deploy/deploy-fleet';
import { emulatedAws } from '../deploy/emulated-aws';

const standIn = { path: 'config.json', text: '{}' };

/** Stores weights of two bytes in the deployed bucket, as `artifacts push` stores weights. @returns their manifest's digest */
export async function storeStandInWeights(
  { server, plan }: Pick<Deployment, 'server' | 'plan'>,
  { model, region }: Pick<CellPlan, 'model' | 'region'>,
): Promise<string> {
  const { account, name: fleet } = plan.fleet;
  const { path, text } = standIn;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const manifest = manifestOf([{ path, size: text.length, sha256 }]);
  const prefix = weightsPrefix(model, manifest.digest);
  const Bucket = artifactBucketName({ fleet, account, region });
  const s3 = new S3Client({ ...emulatedAws(server, region, account), forcePathStyle: true });
  for (const [name, Body] of [
    [path, text],
    [manifestFileName, manifest.text],
  ]) {
    await s3.send(new PutObjectCommand({ Bucket, Key: `${prefix}${name}`, Body }));
  }
  s3.destroy();
  return manifest.digest;
}
