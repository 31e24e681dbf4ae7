import { createHash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { partRanges } from '../../../lib/artifacts/parts';
import { uploadFile } from '../../../lib/commands/push/upload-file';

const bytes = Buffer.alloc(65 * 1024 * 1024, 1);
const partDigests = partRanges(bytes.length).map(({ start, end }) =>
  createHash('sha256').update(bytes.subarray(start, end)).digest(),
);
const checksums = partDigests.map((digest) => digest.toString('base64'));
const upload = {
  sizeBytes: bytes.length,
  partDigests,
  read: async (from: number, to: number) => bytes.subarray(from, to),
};

test('a part that arrived whole is not sent again, one that differs is', async () => {
  // GIVEN an upload of which S3 has the first part, and another second one
  const s3 = mockClient(S3Client as never);
  s3.on(HeadObjectCommand as never).rejects(Object.assign(new Error('none'), { name: 'NotFound' }));
  s3.on(ListMultipartUploadsCommand as never).resolves({
    Uploads: [
      { Key: 'key-of-another', UploadId: 'other' },
      { Key: 'key', UploadId: 'broken' },
    ],
  } as never);
  s3.on(ListPartsCommand as never).resolves({
    Parts: [
      { PartNumber: 1, ETag: 'first', ChecksumSHA256: checksums[0] },
      { PartNumber: 2, ETag: 'second', ChecksumSHA256: 'another' },
    ],
  } as never);
  s3.on(UploadPartCommand as never).resolves({ ETag: 'new' } as never);
  s3.on(CompleteMultipartUploadCommand as never).resolves({} as never);
  const bucket = { client: new S3Client({ region: 'us-east-1' }), region: 'us-east-1', name: 'weights', owner: '1' };
  let sentBytes = 0;

  // WHEN
  const outcome = await uploadFile(bucket, 'key', upload, (sent) => {
    sentBytes += sent;
  });

  // THEN
  expect(outcome).toBe('uploaded');
  expect(sentBytes).toBe(33 * 1024 * 1024);
  expect(s3.commandCalls(CreateMultipartUploadCommand as never)).toHaveLength(0);
  const [completed] = s3.commandCalls(CompleteMultipartUploadCommand as never);
  expect(completed?.args[0].input).toMatchObject({
    UploadId: 'broken',
    ExpectedBucketOwner: '1',
    MultipartUpload: {
      Parts: [
        { PartNumber: 1, ETag: 'first', ChecksumSHA256: checksums[0] },
        { PartNumber: 2, ETag: 'new', ChecksumSHA256: checksums[1] },
        { PartNumber: 3, ETag: 'new', ChecksumSHA256: checksums[2] },
      ],
    },
  });
});
