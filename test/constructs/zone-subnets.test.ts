import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { ZoneSubnets } from '../../lib/constructs/zone-subnets';
import { constructStack, propertiesOf } from '../support/construct-stack';

describe('the subnets of a zone', () => {
  const stack = constructStack();
  const zone = new ZoneSubnets(stack, 'Zone', {
    vpcId: 'vpc-0123456789abcdef0',
    zoneId: 'use1-az4',
    publicCidr: '10.0.192.0/21',
    privateCidr: '10.0.0.0/19',
    publicRouteTableId: 'rtb-public',
  });
  const routeTableOf = (subnetId: string): unknown =>
    propertiesOf(stack, 'AWS::EC2::SubnetRouteTableAssociation').find(
      ({ SubnetId }) => JSON.stringify(SubnetId) === JSON.stringify(stack.resolve(subnetId)),
    )?.RouteTableId;

  test('are two of one zone', () => {
    expect(
      propertiesOf(stack, 'AWS::EC2::Subnet').map(({ CidrBlock, AvailabilityZoneId }) => [
        CidrBlock,
        AvailabilityZoneId,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['10.0.192.0/21', 'use1-az4'],
        ['10.0.0.0/19', 'use1-az4'],
      ]),
    );
    Template.fromStack(stack).resourceCountIs('AWS::EC2::Subnet', 2);
  });

  test('are one with the way to the internet, and one without', () => {
    expect(routeTableOf(zone.publicSubnet?.subnetId ?? '')).toBe('rtb-public');
    expect(routeTableOf(zone.privateSubnet.subnetId)).toEqual(stack.resolve(zone.privateRouteTableId));
    Template.fromStack(stack).resourceCountIs('AWS::EC2::Route', 0);
  });
});
