import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { RegionalNetwork } from '../../lib/constructs/regional-network';

const artifactBucketName = 'assistant-111122223333-us-east-1-artifacts';
const zones = ['use1-az1', 'use1-az2', 'use1-az4', 'use1-az6'];

function network(zoneIds: readonly string[]): { stack: Stack; network: RegionalNetwork } {
  const stack = new Stack(new App(), 'Test', { env: { account: '111122223333', region: 'us-east-1' } });
  return { stack, network: new RegionalNetwork(stack, 'Network', { zoneIds, artifactBucketName }) };
}

describe('a network of four zones', () => {
  const { stack, network: four } = network(zones);
  const template = Template.fromStack(stack);

  test('has eight subnets with ranges of their own', () => {
    const ranges = Object.values(template.findResources('AWS::EC2::Subnet')).map(
      ({ Properties }) => Properties.CidrBlock,
    );

    expect(new Set(ranges).size).toBe(8);
    expect(ranges).toContain('10.0.96.0/19');
    expect(ranges).toContain('10.0.216.0/21');
  });

  test('gives a cell the private subnets of its own zones', () => {
    const subnets = four.privateSubnetsIn(['use1-az2', 'use1-az6']);

    expect(subnets).toEqual([four.privateSubnets[1], four.privateSubnets[3]]);
  });

  test('fails for a zone that it does not span', () => {
    expect(() => four.privateSubnetsIn(['use1-az3'])).toThrow(
      'use1-az3: not a zone of this network, which spans use1-az1, use1-az2, use1-az4, use1-az6',
    );
  });

  test('fails for more than six', () => {
    expect(() => network(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toThrow('room for 6 zones');
  });
});

describe('endpoints', () => {
  const { stack } = network(zones.slice(0, 2));
  const template = Template.fromStack(stack);
  const endpoints = Object.values(template.findResources('AWS::EC2::VPCEndpoint')).map(({ Properties }) => Properties);

  test('admit roles of the account only', () => {
    for (const { PolicyDocument } of endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface')) {
      expect(PolicyDocument.Statement).toEqual([
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: '*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
        },
      ]);
    }
  });

  test('to S3 lead to the bucket of the fleet, as long as it is of this account, and to image layers', () => {
    const [gateway] = endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Gateway');

    expect(gateway?.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${artifactBucketName}`, `arn:aws:s3:::${artifactBucketName}/*`],
        Condition: {
          StringEquals: { 'aws:PrincipalAccount': '111122223333', 'aws:ResourceAccount': '111122223333' },
        },
      },
      {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*',
      },
    ]);
  });

  test('take no connection until a cell asks', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'AWS services, from inside the VPC',
    });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    expect(JSON.stringify(template.findResources('AWS::EC2::SecurityGroup'))).not.toContain('SecurityGroupIngress');
  });
});
