import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { RecordWriter } from '../../lib/constructs/record-writer';
import { constructStack, propertiesOf } from '../support/construct-stack';

const roleArn = 'arn:aws:iam::444455556666:role/dns';
const stack = constructStack('us-east-2');
const writer = new RecordWriter(stack, 'Records', { hostedZoneId: 'Z0000EXAMPLE', roleArn });
writer.write(stack, 'Chat', {
  name: 'chat.us.ai.example.com',
  setIdentifier: 'us-east-2',
  region: 'us-east-2',
  healthCheckId: 'check-1',
  alias: { hostedZoneId: 'Z0000EXAMPLE', dnsName: 'us-east-2.chat.us.ai.example.com', evaluateTargetHealth: false },
});

const [written] = propertiesOf(stack, 'Custom::AliasRecord');
const call = (event: 'Create' | 'Update' | 'Delete') => JSON.parse(String(written?.[event]));

// https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
const recordSet = {
  Name: 'chat.us.ai.example.com',
  Type: 'A',
  SetIdentifier: 'us-east-2',
  Region: 'us-east-2',
  HealthCheckId: 'check-1',
  AliasTarget: {
    HostedZoneId: 'Z0000EXAMPLE',
    DNSName: 'us-east-2.chat.us.ai.example.com',
    EvaluateTargetHealth: false,
  },
};

test.each([
  ['Create', 'UPSERT'],
  ['Update', 'UPSERT'],
  ['Delete', 'DELETE'],
] as const)('on %s the record is changed as the role of the other account', (event, Action) => {
  expect(call(event)).toMatchObject({
    service: 'Route53',
    action: 'changeResourceRecordSets',
    assumedRoleArn: roleArn,
    parameters: {
      HostedZoneId: 'Z0000EXAMPLE',
      ChangeBatch: { Changes: [{ Action, ResourceRecordSet: recordSet }] },
    },
  });
});

test('the function may assume that role and write its log, and nothing else', () => {
  const statements = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement as { Action: unknown; Resource: unknown }[],
  );

  expect(statements.map(({ Action }) => Action)).toEqual(
    expect.arrayContaining(['sts:AssumeRole', ['logs:CreateLogStream', 'logs:PutLogEvents']]),
  );
  expect(statements).toHaveLength(2);
  expect(statements.find(({ Action }) => Action === 'sts:AssumeRole')?.Resource).toBe(roleArn);
});
