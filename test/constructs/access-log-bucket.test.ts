import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { AccessLogBucket } from '../../lib/constructs/access-log-bucket';
import { constructStack, onlyPropertiesOf, propertiesOf } from '../support/construct-stack';

describe('a bucket for access logs', () => {
  const stack = constructStack();
  new AccessLogBucket(stack, 'Logs');
  const bucket = onlyPropertiesOf(stack, 'AWS::S3::Bucket');

  test('forgets them after 30 days', () => {
    expect(bucket.LifecycleConfiguration).toEqual({ Rules: [{ ExpirationInDays: 30, Status: 'Enabled' }] });
  });

  test('is encrypted with the keys that load balancers can write under', () => {
    expect(bucket.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
  });

  test('is not public, and refuses requests without TLS', () => {
    expect(bucket.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(propertiesOf(stack, 'AWS::S3::BucketPolicy')).toMatchObject([
      {
        PolicyDocument: {
          Statement: [{ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
        },
      },
    ]);
  });

  test('keeps no log of its own, which would fill it without end', () => {
    expect(bucket).not.toHaveProperty('LoggingConfiguration');
    Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 1);
  });
});
