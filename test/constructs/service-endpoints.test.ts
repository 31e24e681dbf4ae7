import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { ServiceEndpoints, type ServiceEndpointsProps } from '../../lib/constructs/service-endpoints';
import { interfaceServices } from '../../lib/contract/service-endpoints';
import { constructStack, existingNetwork, propertiesOf } from '../support/construct-stack';

describe('the endpoints of a network', () => {
  const stack = constructStack('eu-north-1');
  const props: ServiceEndpointsProps = {
    ...existingNetwork(stack),
    objects: { routeTableIds: ['rtb-1', 'rtb-2'], artifactBucketName: 'assistant-weights' },
    interfaceEndpoints: true,
  };
  const { access } = new ServiceEndpoints(stack, 'Endpoints', props);
  const endpoints = propertiesOf(stack, 'AWS::EC2::VPCEndpoint');
  const ofType = (type: string) => endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === type);

  test('are those of the services that instances reach, each in every subnet', () => {
    const names = ofType('Interface').map(({ ServiceName }) => ServiceName);

    expect(names.sort()).toEqual(
      Object.values(interfaceServices)
        .map((service) => `com.amazonaws.eu-north-1.${service}`)
        .sort(),
    );
    for (const { SubnetIds, PrivateDnsEnabled } of ofType('Interface')) {
      expect(SubnetIds).toEqual(props.subnets.map(({ subnetId }) => subnetId));
      expect(PrivateDnsEnabled).toBe(true);
    }
  });

  test('bring S3 into every route table', () => {
    expect(ofType('Gateway')).toMatchObject([
      { ServiceName: 'com.amazonaws.eu-north-1.s3', RouteTableIds: ['rtb-1', 'rtb-2'] },
    ]);
  });

  test('each have a policy that admits the fleet’s account only', () => {
    for (const { ServiceName, PolicyDocument } of endpoints) {
      expect(JSON.stringify(PolicyDocument), String(ServiceName)).toContain('"aws:PrincipalAccount":"111122223333"');
    }
  });

  test('admit no client until a construct asks for access', () => {
    expect(ofType('Interface').map(({ SecurityGroupIds }) => SecurityGroupIds)).toEqual(
      ofType('Interface').map(() => [stack.resolve(access.securityGroupId)]),
    );
    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroup')[0]).not.toHaveProperty('SecurityGroupIngress');
  });
});
