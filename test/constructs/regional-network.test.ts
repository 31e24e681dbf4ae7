import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { RegionalNetwork, type RegionalNetworkProps } from '../../lib/constructs/regional-network';

const artifactBucketName = 'assistant-111122223333-us-east-1-artifacts';
const zones = ['use1-az1', 'use1-az2', 'use1-az4', 'use1-az6'];

function network(
  zoneIds: readonly string[],
  change: Partial<RegionalNetworkProps> = {},
): { stack: Stack; network: RegionalNetwork } {
  const stack = new Stack(new App(), 'Test', { env: { account: '111122223333', region: 'us-east-1' } });
  const props = {
    zoneIds,
    usedZoneIds: zoneIds,
    cidrBlock: '10.0.0.0/16',
    internetFacing: true,
    artifactBucketName,
    interfaceEndpoints: true,
    internet: undefined,
    ...change,
  };
  return { stack, network: new RegionalNetwork(stack, 'Network', props) };
}

describe('a network of four zones', () => {
  const { stack, network: four } = network(zones);
  const template = Template.fromStack(stack);

  test('has eight subnets with ranges of their own', () => {
    const ranges = Object.values(template.findResources('AWS::EC2::Subnet')).map(
      ({ Properties }) => Properties.CidrBlock,
    );

    expect(new Set(ranges).size).toBe(8);
    expect(ranges).toContain('10.0.160.0/19');
    expect(ranges).toContain('10.0.232.0/21');
  });

  test('gives a cell the private subnets of its own zones', () => {
    const [, second, , fourth] = four.privateSubnetsIn(zones);

    expect(four.privateSubnetsIn(['use1-az2', 'use1-az6'])).toEqual([second, fourth]);
  });

  test('fails for a zone that it does not span', () => {
    expect(() => four.privateSubnetsIn(['use1-az3'])).toThrow(
      'use1-az3: not a zone of this network, which spans use1-az1, use1-az2, use1-az4, use1-az6',
    );
  });

  test('leads every zone out, through the same route, when cells come to use it or leave it', () => {
    const internet = { reason: 'licences are checked at start', owner: 'platform@example.com' };
    const routesOf = (usedZoneIds: readonly string[]) =>
      Template.fromStack(network(zones, { usedZoneIds, internet }).stack).findResources('AWS::EC2::Route');
    const [before, after] = [routesOf(zones.slice(0, 3)), routesOf(zones.slice(1, 3))];

    // One for each private route table, and that of the public ones. The gateway of a route is changed in place.
    expect(Object.keys(before)).toHaveLength(5);
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    for (const [id, { Properties }] of Object.entries(after)) {
      expect(Properties.RouteTableId).toEqual(before[id]?.Properties.RouteTableId);
    }
  });

  test('has endpoints and gateways, which cost money, in the zones that are used', () => {
    const internet = { reason: 'licences are checked at start', owner: 'platform@example.com' };
    const used = Template.fromStack(network(zones, { usedZoneIds: zones.slice(0, 2), internet }).stack);

    used.resourceCountIs('AWS::EC2::Subnet', 8);
    used.resourceCountIs('AWS::EC2::NatGateway', 2);
    for (const { Properties } of Object.values(used.findResources('AWS::EC2::VPCEndpoint'))) {
      expect(Properties.SubnetIds ?? ['', '']).toHaveLength(2);
    }
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

describe('the internet', () => {
  const internet = { reason: 'licences are checked at start', owner: 'platform@example.com' };
  const routesOf = (template: Template): Record<string, unknown>[] =>
    Object.values(template.findResources('AWS::EC2::Route')).map(({ Properties }) => Properties);

  test('is reached from no private subnet unless that is declared', () => {
    const template = Template.fromStack(network(zones.slice(0, 2)).stack);

    template.resourceCountIs('AWS::EC2::NatGateway', 0);
    template.resourceCountIs('AWS::EC2::EIP', 0);
    expect(routesOf(template).map((route) => Object.keys(route).sort())).toEqual([
      ['DestinationCidrBlock', 'GatewayId', 'RouteTableId'],
    ]);
  });

  describe('once declared', () => {
    const { stack, network: open } = network(zones.slice(0, 2), { internet, interfaceEndpoints: false });
    const template = Template.fromStack(stack);
    const gateways = template.findResources('AWS::EC2::NatGateway');

    test('is reached through a gateway in each zone, whose tags give the reason and the owner', () => {
      const places = Object.values(gateways).map(({ Properties }) => Properties.SubnetId);

      expect(places).toEqual(open.publicSubnetsIn(zones.slice(0, 2)).map(({ subnetId }) => stack.resolve(subnetId)));
      for (const { Properties } of Object.values(gateways)) {
        expect(Properties.Tags).toEqual([
          { Key: 'InternetOwner', Value: 'platform@example.com' },
          { Key: 'InternetReason', Value: 'licences are checked at start' },
        ]);
      }
    });

    test('is the default route of each private subnet, to the gateway of its own zone', () => {
      const outward = routesOf(template).filter(({ NatGatewayId }) => NatGatewayId !== undefined);

      expect(outward.map(({ DestinationCidrBlock }) => DestinationCidrBlock)).toEqual(['0.0.0.0/0', '0.0.0.0/0']);
      expect(outward.map(({ RouteTableId }) => RouteTableId)).toEqual(
        open.privateSubnetsIn(zones.slice(0, 2)).map(({ routeTable }) => stack.resolve(routeTable.routeTableId)),
      );
      expect(outward.map(({ NatGatewayId }) => (NatGatewayId as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0])).toEqual(
        Object.keys(gateways),
      );
    });

    test('waits for the way of the public subnets, and has an address for each gateway', () => {
      const [route] = Object.entries(template.findResources('AWS::EC2::Route')).filter(
        ([, { Properties }]) => Properties.GatewayId !== undefined,
      );

      template.resourceCountIs('AWS::EC2::EIP', 2);
      for (const type of ['AWS::EC2::EIP', 'AWS::EC2::NatGateway']) {
        for (const { DependsOn } of Object.values(template.findResources(type))) {
          expect(DependsOn).toEqual([route?.[0]]);
        }
      }
    });

    test('leaves S3 its endpoint, and services none where they cost more', () => {
      const types = Object.values(template.findResources('AWS::EC2::VPCEndpoint')).map(
        ({ Properties }) => Properties.VpcEndpointType,
      );

      expect(types).toEqual(['Gateway']);
    });

    test('keeps the security group of the services: the cells’ stack may still name it', () => {
      const [group] = Object.keys(template.findResources('AWS::EC2::SecurityGroup'));

      expect(stack.resolve(open.serviceAccess.securityGroupId)).toEqual({ 'Fn::GetAtt': [group, 'GroupId'] });
    });
  });
});

describe('a network that the internet does not reach', () => {
  const { stack, network: inside } = network(zones.slice(0, 2), { cidrBlock: '10.20.64.0/18', internetFacing: false });
  const template = Template.fromStack(stack);

  test('has no public subnet, no gateway and no route', () => {
    template.resourceCountIs('AWS::EC2::InternetGateway', 0);
    template.resourceCountIs('AWS::EC2::VPCGatewayAttachment', 0);
    template.resourceCountIs('AWS::EC2::Route', 0);
    expect(inside.publicSubnetsIn(zones.slice(0, 2))).toEqual([]);
  });

  test('lies in the range that is stated', () => {
    template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '10.20.64.0/18' });
    expect(
      Object.values(template.findResources('AWS::EC2::Subnet')).map(({ Properties }) => Properties.CidrBlock),
    ).toEqual(['10.20.64.0/21', '10.20.72.0/21']);
  });

  test('has public subnets all the same where instances may reach the internet', () => {
    const internet = { reason: 'keys of the token issuer', owner: 'a@example.com' };
    const { network: open } = network(zones.slice(0, 2), { internetFacing: false, internet });

    expect(open.publicSubnetsIn(zones.slice(0, 2))).toHaveLength(2);
  });
});
