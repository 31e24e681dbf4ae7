import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { ArtifactStore } from '../../lib/constructs/artifact-store';
import { constructStack, onlyPropertiesOf, propertiesOf } from '../support/construct-stack';

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
    const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

    template.hasResource('AWS::S3::Bucket', { Properties: { BucketName: weights?.BucketName }, ...kept });
    template.hasResource('AWS::ECR::Repository', kept);
  });

  test('can be brought back for 30 days, and leave nothing of uploads that nobody resumed', () => {
    expect(weights).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    });
  });

  test('are never current versions that expire: a running fleet starts from them', () => {
    expect(weights).toHaveProperty('LifecycleConfiguration.Rules.length', 1);
    expect(weights).not.toHaveProperty('LifecycleConfiguration.Rules[0].ExpirationInDays');
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
