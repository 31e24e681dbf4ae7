import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ByteRange } from '../boot/byte-ranges';

/** The region's bucket of weights, read only, of the instance's own account. */
export class ArtifactBucket {
  private readonly client: S3Client;

  constructor(
    region: string,
    private readonly name: string,
    private readonly owner: string,
  ) {
    // Path style where tests name an endpoint on loopback: it has no name for each bucket.
    this.client = new S3Client({ region, forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined });
  }

  /** @throws Error when the object is not there */
  async text(key: string): Promise<string> {
    const { Body } = await this.client.send(new GetObjectCommand({ ...this.at(key) }));
    return (await Body?.transformToString()) ?? '';
  }

  /** Writes a range of an object to its place in a file. */
  async range(key: string, { start, end }: ByteRange, file: FileHandle): Promise<void> {
    const { Body } = await this.client.send(
      new GetObjectCommand({ ...this.at(key), Range: `bytes=${start}-${end - 1}` }),
    );
    let at = start;
    for await (const chunk of Body as AsyncIterable<Uint8Array>) {
      for (let from = 0; from < chunk.length; ) {
        const { bytesWritten } = await file.write(chunk, from, chunk.length - from, at);
        from += bytesWritten;
        at += bytesWritten;
      }
    }
    if (at !== end) {
      throw new Error(`${key}: ended at byte ${at}, expected ${end}`);
    }
  }

  private at(Key: string) {
    return { Bucket: this.name, Key, ExpectedBucketOwner: this.owner };
  }
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
