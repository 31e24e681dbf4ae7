import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ByteRange } from '../boot/byte-ranges';
import { rangeJob, type SignedRequest } from './range-job';
import { RangeThreads } from './range-threads';

/** The region's bucket of weights, read only, of the instance's own account. */
export class ArtifactBucket {
  private readonly client: S3Client;
  private readonly threads = new RangeThreads();

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

  /**
   * Writes a range of an object to its place in a file that is there. The SDK signs the request and tries again; threads
   * send it. What they are answered but a range, the SDK asks for once more, and reads as it reads every error.
   */
  async range(key: string, { start, end }: ByteRange, file: string): Promise<void> {
    const command = new GetObjectCommand({ ...this.at(key), Range: `bytes=${start}-${end - 1}` });
    command.middlewareStack.add(
      (next) => async (args) => {
        const job = rangeJob(args.request as SignedRequest, { file, start, end });
        return (await this.threads.fetch(job)) ? { response: {}, output: { $metadata: {} } } : next(args);
      },
      { step: 'deserialize', priority: 'high', name: 'rangeInThread' },
    );
    const { Body } = await this.client.send(command);
    if (Body !== undefined) {
      (Body as Readable).destroy();
      throw new Error(`${key}: no range was answered`);
    }
  }

  /** Ends the threads that fetched ranges. */
  end(): Promise<void> {
    return this.threads.end();
  }

  private at(Key: string) {
    return { Bucket: this.name, Key, ExpectedBucketOwner: this.owner };
  }
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
