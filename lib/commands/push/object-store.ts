import type { S3Client } from '@aws-sdk/client-s3';
import { ask } from '../../artifacts/ask';
import type { StoredObject } from '../../artifacts/parts';

/** Loaded here and now: no other command pays for the SDK. */
const s3Module = () => import('@aws-sdk/client-s3');

/** A bucket of the fleet's own account, wherever its name may lead. */
export interface Bucket {
  readonly client: S3Client;
  readonly region: string;
  readonly name: string;
  readonly owner: string;
}

export interface Part {
  readonly number: number;
  readonly etag: string;
  /** Base64 SHA-256. */
  readonly checksum: string;
}

export async function openBucket(region: string, name: string, owner: string): Promise<Bucket> {
  const { S3Client } = await s3Module();
  return { client: new S3Client({ region }), region, name, owner };
}

const asked = ({ region, name }: Bucket, action: string) => ({ region, action: `s3:${action}`, of: `bucket ${name}` });

const at = ({ name, owner }: Bucket, Key: string) => ({ Bucket: name, ExpectedBucketOwner: owner, Key });

export async function headObject(bucket: Bucket, key: string): Promise<StoredObject | undefined> {
  const { HeadObjectCommand } = await s3Module();
  const { client } = bucket;
  try {
    const { ContentLength = 0, ChecksumSHA256 } = await client.send(
      new HeadObjectCommand({ ...at(bucket, key), ChecksumMode: 'ENABLED' }),
    );
    return { sizeBytes: ContentLength, checksum: ChecksumSHA256 };
  } catch (thrown) {
    if ((thrown as { name?: string }).name === 'NotFound') {
      return undefined; // as of a bucket that is not there: sending says so
    }
    return ask(asked(bucket, 'GetObject'), Promise.reject(thrown));
  }
}

export async function putObject(bucket: Bucket, key: string, body: Uint8Array, checksum: string): Promise<void> {
  const { PutObjectCommand } = await s3Module();
  const command = { ...at(bucket, key), Body: body, ChecksumAlgorithm: 'SHA256', ChecksumSHA256: checksum } as const;
  await ask(asked(bucket, 'PutObject'), bucket.client.send(new PutObjectCommand(command)));
}

/** The last upload of this object that was broken off, with what arrived of it. */
export async function brokenUpload(bucket: Bucket, key: string): Promise<{ id: string; parts: Part[] } | undefined> {
  const { ListMultipartUploadsCommand, paginateListParts } = await s3Module();
  const { name: Bucket, owner: ExpectedBucketOwner, client } = bucket;
  const { Uploads = [] } = await ask(
    asked(bucket, 'ListBucketMultipartUploads'),
    client.send(new ListMultipartUploadsCommand({ Bucket, ExpectedBucketOwner, Prefix: key })),
  );
  const id = Uploads.filter(({ Key }) => Key === key).at(-1)?.UploadId;
  if (id === undefined) {
    return undefined;
  }
  const pages = paginateListParts({ client, stopOnSameToken: true }, { ...at(bucket, key), UploadId: id });
  const parts: Part[] = [];
  const list = async (): Promise<void> => {
    for await (const { Parts = [] } of pages) {
      for (const { PartNumber = 0, ETag = '', ChecksumSHA256 = '' } of Parts) {
        parts.push({ number: PartNumber, etag: ETag, checksum: ChecksumSHA256 });
      }
    }
  };
  await ask(asked(bucket, 'ListMultipartUploadParts'), list());
  return { id, parts };
}

export async function startUpload(bucket: Bucket, key: string): Promise<string> {
  const { CreateMultipartUploadCommand } = await s3Module();
  const { UploadId = '' } = await ask(
    asked(bucket, 'PutObject'),
    bucket.client.send(
      new CreateMultipartUploadCommand({
        ...at(bucket, key),
        ChecksumAlgorithm: 'SHA256',
        ChecksumType: 'COMPOSITE',
      }),
    ),
  );
  return UploadId;
}

export async function putPart(
  bucket: Bucket,
  key: string,
  id: string,
  body: Uint8Array,
  part: Omit<Part, 'etag'>,
): Promise<Part> {
  const { UploadPartCommand } = await s3Module();
  const command = new UploadPartCommand({
    ...at(bucket, key),
    UploadId: id,
    PartNumber: part.number,
    Body: body,
    ChecksumAlgorithm: 'SHA256',
    ChecksumSHA256: part.checksum,
  });
  const { ETag = '' } = await ask(asked(bucket, 'PutObject'), bucket.client.send(command));
  return { ...part, etag: ETag };
}

export async function finishUpload(bucket: Bucket, key: string, id: string, parts: readonly Part[]): Promise<void> {
  const { CompleteMultipartUploadCommand } = await s3Module();
  const Parts = parts.map(({ number, etag, checksum }) => ({
    PartNumber: number,
    ETag: etag,
    ChecksumSHA256: checksum,
  }));
  const command = { ...at(bucket, key), UploadId: id, MultipartUpload: { Parts } };
  await ask(asked(bucket, 'PutObject'), bucket.client.send(new CompleteMultipartUploadCommand(command)));
}
