import { describe, expect, test } from 'vitest';
import { ServiceKey } from '../../lib/constructs/service-key';
import { constructStack, onlyPropertiesOf } from '../support/construct-stack';

describe('a key for one publisher', () => {
  const stack = constructStack();
  new ServiceKey(stack, 'Key', { publisher: 'budgets.amazonaws.com' });
  const key = onlyPropertiesOf(stack, 'AWS::KMS::Key');

  test('rotates', () => {
    expect(key.EnableKeyRotation).toBe(true);
  });

  test('encrypts for the service, from this account alone', () => {
    const { Statement } = key.KeyPolicy as { Statement: { Principal: Record<string, unknown> }[] };

    expect(Statement.filter(({ Principal }) => 'Service' in Principal)).toMatchObject([
      {
        Effect: 'Allow',
        Principal: { Service: 'budgets.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    ]);
  });
});
