import { Template } from 'aws-cdk-lib/assertions';
import { CfnRoute } from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import { ZoneInternet } from '../../lib/constructs/zone-internet';
import { constructStack, existingNetwork, onlyPropertiesOf } from '../support/construct-stack';

describe('the way out of a zone', () => {
  const stack = constructStack();
  const { subnets } = existingNetwork(stack);
  const publicRoute = new CfnRoute(stack, 'PublicRoute', { routeTableId: 'rtb-public', gatewayId: 'igw-0' });
  const [publicSubnet] = subnets;
  if (publicSubnet === undefined) {
    throw new Error('no subnet');
  }
  const own = new ZoneInternet(stack, 'Internet', {
    privateRouteTableId: 'rtb-private',
    gateway: {
      publicSubnet,
      publicRoute,
      declared: { reason: 'licences are checked at start', owner: 'platform@example.com' },
    },
  });
  new ZoneInternet(stack, 'Unused', { privateRouteTableId: 'rtb-unused', gateway: own });
  const resources = Object.values(Template.fromStack(stack).toJSON().Resources) as {
    Type: string;
    DependsOn?: string[];
  }[];

  test('is a gateway in the public subnet, with the reason and the owner on it', () => {
    const gateway = onlyPropertiesOf(stack, 'AWS::EC2::NatGateway');

    expect(gateway.SubnetId).toBe(publicSubnet.subnetId);
    expect(JSON.stringify(gateway.Tags)).toContain('licences are checked at start');
    expect(JSON.stringify(gateway.Tags)).toContain('platform@example.com');
  });

  test('is taken by the private subnet, for everything that no endpoint takes', () => {
    const routes = Object.values(Template.fromStack(stack).findResources('AWS::EC2::Route'));

    expect(routes.map(({ Properties }) => [Properties.RouteTableId, Properties.DestinationCidrBlock])).toContainEqual([
      'rtb-private',
      '0.0.0.0/0',
    ]);
  });

  test('is borrowed by a zone that no cell uses', () => {
    const [gateway] = Object.keys(Template.fromStack(stack).findResources('AWS::EC2::NatGateway'));
    const routes = Object.values(Template.fromStack(stack).findResources('AWS::EC2::Route'));

    expect(routes.find(({ Properties }) => Properties.RouteTableId === 'rtb-unused')?.Properties.NatGatewayId).toEqual({
      'Fn::GetAtt': [gateway, 'NatGatewayId'],
    });
  });

  test.each(['AWS::EC2::EIP', 'AWS::EC2::NatGateway'])('has its %s made after the public subnet has one', (type) => {
    const found = resources.find(({ Type }) => Type === type);

    expect(found?.DependsOn).toEqual(['PublicRoute']);
  });
});
