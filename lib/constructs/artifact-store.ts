import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Repository, RepositoryEncryption, TagMutability, TagStatus } from 'aws-cdk-lib/aws-ecr';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type ArtifactPlace, artifactBucketName, engineRepositoryName } from '../contract/artifacts';
import { compileCaches } from '../contract/compile-cache';
import { evidences } from '../contract/evidence';
import { AccessLogBucket } from './access-log-bucket';
import { maybeOldObjects } from './new-objects';

/** Overwritten and deleted objects can be restored for this long. */
const undoWindow = Duration.days(30);

/** The parts of an unfinished upload are deleted after this time. */
const abandonedAfter = Duration.days(7);

export interface ArtifactStoreProps extends ArtifactPlace {
  /** @default - keys of AWS */
  readonly encryptionKey?: IKey | undefined;
}

/** What a region's instances start from: a bucket of weights, and of what they compile, and a repository of engine images, none of which another region needs. */
export class ArtifactStore extends Construct {
  readonly bucket: Bucket;
  readonly repository: Repository;

  constructor(scope: Construct, id: string, { encryptionKey, ...place }: ArtifactStoreProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Weights', {
      bucketName: artifactBucketName(place),
      ...(encryptionKey === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      // A creation that fails takes it along, so that the next one does not meet its name.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      serverAccessLogsBucket: new AccessLogBucket(this, 'AccessLogs').bucket,
      lifecycleRules: [
        { noncurrentVersionExpiration: undoWindow, abortIncompleteMultipartUploadAfter: abandonedAfter },
        { prefix: compileCaches.prefix, expiration: Duration.days(compileCaches.expireAfterDays) },
        { prefix: evidences.prefix, expiration: Duration.days(evidences.expireAfterDays) },
      ],
    });
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${compileCaches.prefix}*`)],
        conditions: maybeOldObjects,
      }),
    );
    this.repository = new Repository(this, 'EngineImages', {
      repositoryName: engineRepositoryName(place.fleet),
      ...(encryptionKey === undefined
        ? { encryption: RepositoryEncryption.AES_256 }
        : { encryption: RepositoryEncryption.KMS, encryptionKey }),
      imageTagMutability: TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      // Images that are pinned carry a tag, which nothing expires: a rollback must find its image.
      lifecycleRules: [
        {
          description: 'images that no tag names, left by pushes that were broken off',
          tagStatus: TagStatus.UNTAGGED,
          maxImageAge: undoWindow,
        },
      ],
    });
  }
}
