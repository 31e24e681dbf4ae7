import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { describe, expect, test } from 'vitest';
import { type Clients, InferenceLoadBalancer } from '../../lib/constructs/inference-load-balancer';
import { constructStack, existingNetwork, onlyPropertiesOf, propertiesOf } from '../support/construct-stack';

const anyClient: Clients = { cidrs: undefined, showTokens: true };

function loadBalancerStack(hostNames: Record<string, readonly [string, ...string[]]>, clients = anyClient) {
  const stack = constructStack();
  new InferenceLoadBalancer(stack, 'LoadBalancer', {
    loadBalancerName: 'assistant',
    ...existingNetwork(stack),
    clients,
    hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0', zoneName: 'ai.example.com' }),
    hostNames: new Map(Object.entries(hostNames)),
    idleTimeout: Duration.seconds(180),
  });
  return stack;
}

describe('the load balancer', () => {
  const stack = loadBalancerStack({
    chat: ['chat.us.ai.example.com', 'chat.us.us-east-1.ai.example.com'],
    documents: ['documents.us.ai.example.com'],
  });
  const loadBalancer = onlyPropertiesOf(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const attributes = new Map(
    (loadBalancer.LoadBalancerAttributes as { Key: string; Value: unknown }[]).map(({ Key, Value }) => [Key, Value]),
  );

  test.each([
    ['routing.http.desync_mitigation_mode', 'strictest'],
    ['routing.http.drop_invalid_header_fields.enabled', 'true'],
    ['waf.fail_open.enabled', 'true'],
    ['idle_timeout.timeout_seconds', '180'],
    ['client_keep_alive.seconds', '60'],
    ['access_logs.s3.enabled', 'true'],
  ])('has %s %s', (key, value) => {
    expect(attributes.get(key)).toBe(value);
  });

  test('listens with TLS alone, and answers 404 to what no route takes', () => {
    expect(onlyPropertiesOf(stack, 'AWS::ElasticLoadBalancingV2::Listener')).toMatchObject({
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: expect.stringMatching(/TLS13.*Res/),
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    });
  });

  test('has a certificate for each workload, proved by DNS', () => {
    const certificates = propertiesOf(stack, 'AWS::CertificateManager::Certificate');

    expect(certificates).toHaveLength(2);
    expect(certificates).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          DomainName: 'chat.us.ai.example.com',
          SubjectAlternativeNames: ['chat.us.us-east-1.ai.example.com'],
          ValidationMethod: 'DNS',
        }),
        expect.objectContaining({ DomainName: 'documents.us.ai.example.com', ValidationMethod: 'DNS' }),
      ]),
    );
    Template.fromStack(stack).resourceCountIs('AWS::ElasticLoadBalancingV2::ListenerCertificate', 1);
  });

  test('keeps the certificates of the others when a workload comes', () => {
    const idsOf = (one: typeof stack): string[] =>
      Object.keys(Template.fromStack(one).findResources('AWS::CertificateManager::Certificate'));

    expect(idsOf(stack)).toEqual(
      expect.arrayContaining(idsOf(loadBalancerStack({ chat: ['chat.us.ai.example.com'] }))),
    );
  });

  test('lets clients in at 443, and reaches the token issuer', () => {
    const group = propertiesOf(stack, 'AWS::EC2::SecurityGroup').find(
      ({ GroupDescription }) => GroupDescription === 'Clients of the fleet',
    );

    expect(group?.SecurityGroupIngress).toMatchObject([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }]);
    expect(group?.SecurityGroupEgress).toMatchObject([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }]);
  });

  test('of private networks is internal and admits these networks only', () => {
    const cidrs = ['10.128.0.0/9', '192.168.0.0/16'];
    const inside = loadBalancerStack({ chat: ['chat.us.ai.example.com'] }, { cidrs, showTokens: false });

    expect(onlyPropertiesOf(inside, 'AWS::ElasticLoadBalancingV2::LoadBalancer')).toHaveProperty('Scheme', 'internal');
    expect(onlyPropertiesOf(inside, 'AWS::EC2::SecurityGroup').SecurityGroupIngress).toMatchObject([
      { CidrIp: '10.128.0.0/9', FromPort: 443, ToPort: 443 },
      { CidrIp: '192.168.0.0/16', FromPort: 443, ToPort: 443 },
    ]);
  });

  test('sends nowhere but to its instances where no token is checked', () => {
    const inside = loadBalancerStack(
      { chat: ['chat.us.ai.example.com'] },
      { cidrs: ['10.128.0.0/9'], showTokens: false },
    );

    // CDK's way to write nothing at all
    expect(onlyPropertiesOf(inside, 'AWS::EC2::SecurityGroup').SecurityGroupEgress).toMatchObject([
      { CidrIp: '255.255.255.255/32' },
    ]);
  });
});
