import { awsFinding } from '../../artifacts/aws-finding';
import { FindingError } from '../../artifacts/finding-error';
import { artifactBucketName } from '../../contract/artifacts';
import { type MeasurementDocument, measurementKey } from '../../contract/measurement';
import { expiringCredentials } from '../../measure/launch-findings';
import type { MeasurementPlan } from '../../measure/measurement-plan';
import { documentOf } from './write-document';

const s3Module = () => import('@aws-sdk/client-s3');
const signerModule = () => import('@aws-sdk/s3-request-presigner');

/** The document of one run, in the region's artifact bucket. */
export interface DocumentStore {
  /** For people, as `aws s3 cp` takes it. */
  readonly address: string;
  /** For the instance: it may write this one object, and only until the hard stop. */
  readonly signedUrl: string;
  /** Undefined before the instance has written it. @throws FindingError */
  read(): Promise<MeasurementDocument | undefined>;
}

/** @throws FindingError where the credentials end before the hard stop */
export async function documentStore(measurement: MeasurementPlan, run: string): Promise<DocumentStore> {
  const { region, account: ExpectedBucketOwner, hardStopSeconds } = measurement;
  const { S3Client, GetObjectCommand, PutObjectCommand } = await s3Module();
  const { getSignedUrl } = await signerModule();
  // A checksum of the body would be signed too, and no body is known yet.
  const client = new S3Client({
    region,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const { expiration } = await client.config.credentials();
  const needed = new Date(Date.now() + hardStopSeconds.value * 1000);
  if (expiration !== undefined && expiration < needed) {
    throw new FindingError(expiringCredentials(measurement, expiration, needed));
  }
  const at = { Bucket: artifactBucketName(measurement), Key: measurementKey(measurement.model, run) };
  return {
    address: `s3://${at.Bucket}/${at.Key}`,
    signedUrl: await getSignedUrl(client, new PutObjectCommand(at), { expiresIn: hardStopSeconds.value }),
    read: async () => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ ...at, ExpectedBucketOwner }));
        return documentOf((await Body?.transformToString()) ?? '');
      } catch (thrown) {
        if ((thrown as { name?: string }).name === 'NoSuchKey') {
          return undefined;
        }
        throw new FindingError(awsFinding({ region, action: 's3:GetObject', of: at.Key }, thrown));
      }
    },
  };
}
