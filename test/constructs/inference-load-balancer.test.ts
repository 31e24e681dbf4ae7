import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { describe, expect, test } from 'vitest';
import { type Clients, InferenceLoadBalancer } from '../../lib/constructs/inference-load-balancer';

function templateOf(clients: Clients): Template {
  const stack = new Stack(new App(), 'Test', { env: { account: '111122223333', region: 'us-east-1' } });
  const subnets = ['a', 'b'].map((zone) =>
    Subnet.fromSubnetAttributes(stack, zone, { subnetId: `subnet-${zone}`, availabilityZone: `us-east-1${zone}` }),
  );
  new InferenceLoadBalancer(stack, 'FrontDoor', {
    loadBalancerName: 'assistant',
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['us-east-1a', 'us-east-1b'] }),
    subnets,
    clients,
    hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' }),
    hostNames: new Map([['chat', ['chat.example.com']]]),
    idleTimeout: Duration.seconds(120),
  });
  return Template.fromStack(stack);
}

const propertiesOf = (template: Template, type: string): Record<string, unknown> =>
  Object.values(template.findResources(type))[0]?.Properties;

describe('the front door', () => {
  test('of the internet faces it, admits everybody on port 443 and fetches the keys of tokens', () => {
    const template = templateOf({ cidrs: undefined, showTokens: true });
    const access = propertiesOf(template, 'AWS::EC2::SecurityGroup');

    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing' });
    expect(access.SecurityGroupIngress).toMatchObject([{ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }]);
    expect(access.SecurityGroupEgress).toMatchObject([{ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }]);
  });

  test('of private networks is internal and admits these networks only', () => {
    const template = templateOf({ cidrs: ['10.128.0.0/9', '192.168.0.0/16'], showTokens: false });

    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internal',
      Subnets: ['subnet-a', 'subnet-b'],
    });
    expect(propertiesOf(template, 'AWS::EC2::SecurityGroup').SecurityGroupIngress).toMatchObject([
      { CidrIp: '10.128.0.0/9', FromPort: 443, ToPort: 443 },
      { CidrIp: '192.168.0.0/16', FromPort: 443, ToPort: 443 },
    ]);
  });

  test('sends nowhere but to its instances where no token is checked', () => {
    const template = templateOf({ cidrs: ['10.128.0.0/9'], showTokens: false });
    const egress = propertiesOf(template, 'AWS::EC2::SecurityGroup').SecurityGroupEgress;

    // CDK's way to write nothing at all
    expect(egress).toMatchObject([{ CidrIp: '255.255.255.255/32' }]);
  });

  test.each([
    ['internet', undefined],
    ['private networks', ['10.128.0.0/9']],
  ])('of %s has a certificate that DNS validates', (_whose, cidrs) => {
    templateOf({ cidrs, showTokens: true }).hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'chat.example.com',
      ValidationMethod: 'DNS',
    });
  });
});
