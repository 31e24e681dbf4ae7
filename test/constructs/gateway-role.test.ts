import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { GatewayRole } from '../../lib/constructs/gateway-role';
import { exampleStack } from '../support/example-stack';

function statements(encryptionKeyArn?: string): { Action: string | string[]; Resource: unknown }[] {
  const stack = exampleStack();
  new GatewayRole(stack, 'Role', { fleet: 'assistant', encryptionKeyArn });
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  return policy?.Properties.PolicyDocument.Statement;
}

test('a gateway reads its own program, and nothing else of the bucket', () => {
  const reads = statements().filter(({ Action }) => String(Action).startsWith('s3:'));

  expect(reads).toHaveLength(1);
  expect(reads[0]?.Action).toBe('s3:GetObject');
  expect(JSON.stringify(reads[0]?.Resource)).toContain('-artifacts/gateway-agent/*');
});

test('a gateway completes the hooks of gateways alone', () => {
  const hooks = statements().filter(({ Action }) => Action.includes('autoscaling:CompleteLifecycleAction'));

  expect(hooks).toHaveLength(1);
  expect(JSON.stringify(hooks[0]?.Resource)).toContain('autoScalingGroupName/assistant-gateways');
});

test('a gateway decrypts what was pushed under a key of the owner', () => {
  const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

  expect(statements(key)).toContainEqual(expect.objectContaining({ Action: 'kms:Decrypt', Resource: key }));
  expect(statements().filter(({ Action }) => String(Action).startsWith('kms:'))).toEqual([]);
});
