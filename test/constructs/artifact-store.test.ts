import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { ArtifactStore } from '../../lib/constructs/artifact-store';
import { constructStack, onlyPropertiesOf, propertiesOf } from '../support/construct-stack';

interface Rule {
  readonly Prefix?: string;
  readonly ExpirationInDays?: number;
}

describe('the artifacts of a region', () => {
  const stack = constructStack();
  new ArtifactStore(stack, 'Artifacts', { fleet: 'assistant', account: '111122223333', region: 'us-east-1' });
  const weights = propertiesOf(stack, 'AWS::S3::Bucket').find(({ BucketName }) => BucketName !== undefined);
  const repository = onlyPropertiesOf(stack, 'AWS::ECR::Repository');

  test('lie under names that pushes and instances compute as well', () => {
    expect(weights?.BucketName).toBe('assistant-111122223333-us-east-1-artifacts');
    expect(repository.RepositoryName).toBe('assistant/engine');
  });

  test('outlive their stack', () => {
    const template = Template.fromStack(stack);
    // A creation that fails takes it along: its name would be in the way of the next one.
    const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

    template.hasResource('AWS::S3::Bucket', { Properties: { BucketName: weights?.BucketName }, ...kept });
    template.hasResource('AWS::ECR::Repository', kept);
  });

  test('can be restored for 30 days, and keep no parts of abandoned uploads', () => {
    expect(weights).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
          { Prefix: 'compile-cache/', ExpirationInDays: 90 },
          { Prefix: 'evidence/', ExpirationInDays: 30 },
        ],
      },
    });
  });

  test('are never current versions that expire, compiled code and evidence aside: a running fleet starts from them', () => {
    const { LifecycleConfiguration } = weights as { LifecycleConfiguration: { Rules: Rule[] } };
    const { Rules } = LifecycleConfiguration;

    expect(Rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined).map(({ Prefix }) => Prefix)).toEqual([
      'compile-cache/',
      'evidence/',
    ]);
  });

  test('that are compiled code are never overwritten', () => {
    const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::S3::BucketPolicy')).filter((one) =>
      JSON.stringify(one).includes('compile-cache'),
    );

    expect(policy?.Properties.PolicyDocument.Statement).toContainEqual({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:PutObject',
      Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.any(String), 'Arn'] }, '/compile-cache/*']] },
      Condition: { Null: { 's3:if-none-match': 'true' } },
    });
  });

  test('are images whose tags stay what they are, and only those without a tag expire', () => {
    const { LifecyclePolicyText } = repository.LifecyclePolicy as { LifecyclePolicyText: string };

    expect(repository.ImageTagMutability).toBe('IMMUTABLE');
    expect(JSON.parse(LifecyclePolicyText)).toMatchObject({
      rules: [{ selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 30 } }],
    });
  });

  test('are read and written under a log', () => {
    expect(weights).toHaveProperty('LoggingConfiguration.DestinationBucketName');
  });
});
