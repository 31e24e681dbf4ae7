import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { ExistingNetwork } from '../../lib/constructs/existing-network';
import { constructStack, propertiesOf } from '../support/construct-stack';

const stack = constructStack('us-east-2');
const network = new ExistingNetwork(stack, 'Existing', {
  vpcId: 'vpc-0aaaaaaa',
  privateSubnets: { 'use2-az1': 'subnet-0aaaaaaa', 'use2-az2': undefined },
  publicSubnets: {},
  interfaceEndpoints: true,
});

describe('a network that exists already', () => {
  test('is asked for the subnet of a zone, and for a parameter where its id is not known yet', () => {
    const [known, unknown] = network.privateSubnetsIn(['use2-az1', 'use2-az2']);

    expect(known?.subnetId).toBe('subnet-0aaaaaaa');
    expect(stack.resolve(unknown?.subnetId)).toEqual({ Ref: expect.stringContaining('use2az2') });
    expect(Object.values(Template.fromStack(stack).findParameters('*')).map(({ Type }) => Type)).toContain(
      'AWS::EC2::Subnet::Id',
    );
  });

  test('has endpoints with the fleet’s own group in its private subnets, and no way to S3 that is the fleet’s', () => {
    const endpoints = propertiesOf(stack, 'AWS::EC2::VPCEndpoint');

    expect(endpoints.map(({ VpcEndpointType, VpcId }) => [VpcEndpointType, VpcId])).toEqual(
      Array(9).fill(['Interface', 'vpc-0aaaaaaa']),
    );
    expect(endpoints[0]?.SubnetIds).toEqual(['subnet-0aaaaaaa', { Ref: expect.any(String) }]);
  });

  test('fails for a zone without a subnet', () => {
    expect(() => network.privateSubnetsIn(['use2-az3'])).toThrow(
      'use2-az3: not a zone of this network, which spans use2-az1, use2-az2',
    );
  });
});
