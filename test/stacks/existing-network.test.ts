import { describe, expect, test } from 'vitest';
import { ofType, type Resource } from '../../lib/template/template';
import { planOf } from '../support/fleets';
import { readText } from '../support/project-root';
import { exampleTemplates, templatesOf } from '../support/templates';

const templates = exampleTemplates('fleets/bring-your-own.yaml');
const all = (type: string): Resource[] => templates.flatMap((template) => ofType(template, type));

describe('a fleet in a network that exists already', () => {
  test.each([
    'AWS::EC2::VPC',
    'AWS::EC2::Subnet',
    'AWS::EC2::RouteTable',
    'AWS::EC2::Route',
    'AWS::EC2::InternetGateway',
    'AWS::EC2::NatGateway',
    'AWS::EC2::VPCEndpoint',
    'AWS::EC2::FlowLog',
  ])('makes no %s', (type) => {
    expect(all(type)).toEqual([]);
  });

  test('puts its instances into the private subnets, and its groups and targets into the VPC', () => {
    expect(all('AWS::AutoScaling::AutoScalingGroup').map(({ properties }) => properties.VPCZoneIdentifier)).toEqual([
      ['subnet-0123456789abcdef1', 'subnet-0123456789abcdef2'],
    ]);
    const inVpc = [...all('AWS::EC2::SecurityGroup'), ...all('AWS::ElasticLoadBalancingV2::TargetGroup')];
    expect(new Set(inVpc.map(({ properties }) => properties.VpcId))).toEqual(new Set(['vpc-0123456789abcdef0']));
  });

  test('asks at deployment for what was named by tags, and for no other id', () => {
    const handedOn = templates
      .flatMap(({ outputs }) => Object.keys(outputs))
      .filter((name) => /SubnetId|VpcId/.test(name));

    expect(handedOn.map((name) => name.replace(/SubnetId.*/, '').replace(/^.*Existing/, ''))).toEqual([
      'Publicuse2az1',
      'Publicuse2az2',
    ]);
  });

  test('adds endpoints where the fleet file asks for them, except the one of S3', () => {
    const text = readText('fleets/bring-your-own.yaml').replace(
      '      vpc: vpc-',
      '      serviceEndpoints: created\n      vpc: vpc-',
    );
    const { plan } = planOf(text);
    if (plan === undefined) {
      throw new Error('not a valid fleet');
    }
    const endpoints = templatesOf(plan).flatMap((template) => ofType(template, 'AWS::EC2::VPCEndpoint'));

    expect(new Set(endpoints.map(({ properties }) => properties.VpcEndpointType))).toEqual(new Set(['Interface']));
    expect(endpoints).toHaveLength(9);
  });
});
