import { Duration } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/**
 * Addresses, URLs with their query strings, user agents and timings, keys of objects: no body and no token, which travels
 * in a header.
 */
const retention = Duration.days(30);

/** Where a load balancer or another bucket writes its access log. */
export class AccessLogBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Resource', {
      // Load balancers cannot write to buckets with customer-managed keys.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: retention }],
    });
    acknowledge(this.bucket, {
      id: 'AwsSolutions-S1',
      reason:
        'this is the log bucket itself; its objects expire and nothing but the service whose log it holds writes to it',
    });
  }
}
