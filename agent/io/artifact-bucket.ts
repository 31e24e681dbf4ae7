import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { archiveDigestField } from '../../lib/contract/compile-cache';
import { throughProxy } from '../../programs/through-proxy';
import type { ByteRange } from '../weights/byte-ranges';
import { rangeJob, type SignedRequest } from './range-job';
import { RangeThreads } from './range-threads';

export interface StoredArchive {
  readonly bytes: number;
  /** SHA-256 of the bytes, hexadecimal; undefined where the writer did not record it. */
  readonly sha256: string | undefined;
}

/** An archive to be stored. */
export interface NewArchive extends StoredArchive {
  readonly sha256: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** The region's bucket of weights and compiled code, of the instance's own account. */
export class ArtifactBucket {
  private readonly client: S3Client;
  private readonly threads = new RangeThreads();

  constructor(
    region: string,
    private readonly name: string,
    private readonly owner: string,
  ) {
    // Path style where tests name an endpoint on loopback: it has no name for each bucket.
    this.client = new S3Client({
      ...throughProxy(process.env),
      region,
      forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined,
    });
  }

  /** @throws Error when the object is not there */
  async text(key: string, abortSignal: AbortSignal): Promise<string> {
    const { Body } = await this.client.send(new GetObjectCommand({ ...this.at(key) }), { abortSignal });
    return (await Body?.transformToString()) ?? '';
  }

  /**
   * Writes a range of an object to its place in a file that is there. The SDK signs the request and tries again; threads
   * send it. What they are answered but a range, the SDK asks for once more, and reads as it reads every error.
   */
  async range(key: string, { start, end }: ByteRange, file: string, abortSignal?: AbortSignal): Promise<void> {
    const command = new GetObjectCommand({ ...this.at(key), Range: `bytes=${start}-${end - 1}` });
    command.middlewareStack.add(
      (next) => async (args) => {
        const job = rangeJob(args.request as SignedRequest, { file, start, end });
        return (await this.threads.fetch(job, abortSignal)) ? { response: {}, output: { $metadata: {} } } : next(args);
      },
      { step: 'deserialize', priority: 'high', name: 'rangeInThread' },
    );
    const { Body } = await this.client.send(command, { abortSignal });
    if (Body !== undefined) {
      (Body as Readable).destroy();
      throw new Error(`${key}: no range was answered`);
    }
  }

  /** Undefined where there is none: S3 says so, or, to a role that may not list, that it may not be read. */
  async archive(key: string, abortSignal?: AbortSignal): Promise<StoredArchive | undefined> {
    try {
      const found = await this.client.send(new HeadObjectCommand(this.at(key)), { abortSignal });
      return { bytes: found.ContentLength ?? 0, sha256: found.Metadata?.[archiveDigestField] };
    } catch (thrown) {
      if ([403, 404].includes(statusOf(thrown) ?? 0)) {
        return undefined;
      }
      throw thrown;
    }
  }

  /** Writes an archive where there is none yet; false where another instance was first. */
  async create(key: string, { bytes, sha256, content }: NewArchive, abortSignal: AbortSignal): Promise<boolean> {
    try {
      await this.client.send(
        new PutObjectCommand({
          ...this.at(key),
          IfNoneMatch: '*',
          ContentLength: bytes,
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
          Metadata: { [archiveDigestField]: sha256 },
          Body: Readable.from(content),
        }),
        { abortSignal },
      );
      return true;
    } catch (thrown) {
      if ([409, 412].includes(statusOf(thrown) ?? 0)) {
        return false;
      }
      throw thrown;
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

const statusOf = (thrown: unknown): number | undefined =>
  (thrown as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
