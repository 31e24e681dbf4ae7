import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { CacheSaltSecret } from '../../lib/constructs/cache-salt-secret';
import { exampleStack } from '../support/example-stack';

describe('the key of cache salts', () => {
  const stack = exampleStack();
  new CacheSaltSecret(stack, 'CacheSalt', { fleet: 'assistant' });
  const template = Template.fromStack(stack);
  const [secret] = Object.values(template.findResources('AWS::SecretsManager::Secret'));

  test('has a name that the instances can compute, and a generated value', () => {
    expect(secret?.Properties).toMatchObject({
      Name: 'assistant/cache-salt',
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
    expect(secret?.Properties).not.toHaveProperty('SecretString');
  });

  test('goes with its stack, and is not rotated', () => {
    expect(secret?.DeletionPolicy).toBe('Delete');
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
  });
});
