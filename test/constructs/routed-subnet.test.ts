import { describe, expect, test } from 'vitest';
import { RoutedSubnet } from '../../lib/constructs/routed-subnet';
import { constructStack, propertiesOf } from '../support/construct-stack';

describe('a subnet', () => {
  const stack = constructStack();
  const { subnet } = new RoutedSubnet(stack, 'Subnet', {
    vpcId: 'vpc-0123456789abcdef0',
    zoneId: 'use1-az4',
    cidrBlock: '10.0.0.0/19',
    routeTableId: 'rtb-0123456789abcdef0',
  });

  test('lies in its zone by id, and assigns no public addresses', () => {
    expect(propertiesOf(stack, 'AWS::EC2::Subnet')).toMatchObject([
      { AvailabilityZoneId: 'use1-az4', CidrBlock: '10.0.0.0/19', MapPublicIpOnLaunch: false },
    ]);
  });

  test('names no zone, which would mean another one in another account', () => {
    expect(propertiesOf(stack, 'AWS::EC2::Subnet')[0]).not.toHaveProperty('AvailabilityZone');
  });

  test('follows its route table', () => {
    expect(propertiesOf(stack, 'AWS::EC2::SubnetRouteTableAssociation')).toMatchObject([
      { RouteTableId: 'rtb-0123456789abcdef0', SubnetId: stack.resolve(subnet.subnetId) },
    ]);
  });
});
