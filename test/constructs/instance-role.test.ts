import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { describe, expect, test } from 'vitest';
import { InstanceRole } from '../../lib/constructs/instance-role';
import { exampleStack } from '../support/example-stack';

const groupArn = (name: string) =>
  `arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:*:autoScalingGroupName/${name}`;
const targetGroup = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/serving/0123456789abcdef';

const evidence = 'arn:aws:s3:::assistant-111122223333-us-east-1-artifacts/evidence/llama-70b/*';

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: object;
}

function roleTemplate(compileCache = false): Template {
  const stack = exampleStack();
  new InstanceRole(stack, 'Role', {
    cell: { fleet: 'assistant', model: 'llama-70b' },
    groupNames: ['assistant-llama-70b-baseline', 'assistant-llama-70b-overflow'],
    targetGroupArns: [targetGroup],
    cacheSaltSecret: new Secret(stack, 'CacheSalt'),
    compileCache,
  });
  return Template.fromStack(stack);
}

const template = roleTemplate();
const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
const statements: Statement[] = policy?.Properties.PolicyDocument.Statement;

const resourcesOf = (action: string) =>
  statements.filter(({ Action }) => [Action].flat().includes(action)).map(({ Resource }) => Resource);

describe('a GPU instance', () => {
  test('is the only one that takes the role', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' } }],
      },
    });
  });

  test.each(['autoscaling:CompleteLifecycleAction', 'autoscaling:RecordLifecycleActionHeartbeat'])(
    'does %s in the groups of its cell',
    (action) => {
      expect(resourcesOf(action)).toEqual([
        [groupArn('assistant-llama-70b-baseline'), groupArn('assistant-llama-70b-overflow')],
      ]);
    },
  );

  test('leaves the target groups of its cell, and enters none', () => {
    expect(resourcesOf('elasticloadbalancing:DeregisterTargets')).toEqual([targetGroup]);
    expect(resourcesOf('elasticloadbalancing:RegisterTargets')).toEqual([]);
  });

  test('reads the weights of its model, the agent and the image of its fleet', () => {
    expect(resourcesOf('s3:GetObject')).toEqual([
      [
        'arn:aws:s3:::assistant-111122223333-us-east-1-artifacts/agent/*',
        'arn:aws:s3:::assistant-111122223333-us-east-1-artifacts/weights/llama-70b/*',
      ],
    ]);
    expect(resourcesOf('ecr:BatchGetImage')).toEqual([
      'arn:aws:ecr:us-east-1:111122223333:repository/assistant/engine',
    ]);
  });

  test('adds its evidence to the bucket, and writes over nothing', () => {
    expect(statements.filter(({ Action }) => Action === 's3:PutObject')).toEqual([
      {
        Action: 's3:PutObject',
        Effect: 'Allow',
        Resource: evidence,
        Condition: { Null: { 's3:if-none-match': 'false' } },
      },
    ]);
  });

  test('whose model keeps compiled code reads it and adds to it, and writes over nothing', () => {
    const [withCache] = Object.values(roleTemplate(true).findResources('AWS::IAM::Policy'));
    const granted: Statement[] = withCache?.Properties.PolicyDocument.Statement;
    const own = 'arn:aws:s3:::assistant-111122223333-us-east-1-artifacts/compile-cache/llama-70b/*';

    expect(granted.filter(({ Action }) => Action === 's3:PutObject')).toEqual([
      {
        Action: 's3:PutObject',
        Effect: 'Allow',
        Resource: [own, evidence],
        Condition: { Null: { 's3:if-none-match': 'false' } },
      },
    ]);
    expect(granted.find(({ Action }) => Action === 's3:GetObject')?.Resource).toContain(own);
    expect(JSON.stringify(granted)).not.toContain('s3:DeleteObject');
  });

  test('reads one secret', () => {
    expect(resourcesOf('secretsmanager:GetSecretValue')).toEqual([{ Ref: expect.stringMatching(/^CacheSalt/) }]);
  });

  test('publishes metrics of the fleet alone', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'cloudwatch:PutMetricData',
            Condition: { StringEquals: { 'cloudwatch:namespace': 'Polyregion' } },
          }),
        ]),
      },
    });
  });
});
