import { Duration } from 'aws-cdk-lib';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  ListenerCertificate,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { describe, expect, test } from 'vitest';
import { InstanceTargets } from '../../lib/constructs/instance-targets';
import { WorkloadRoute } from '../../lib/constructs/workload-route';
import type { RequiredClaim } from '../../lib/contract/token-claims';
import { apiRoutes } from '../../lib/engine/api-routes';
import { constructStack, existingNetwork, propertiesOf } from '../support/construct-stack';

interface Rule {
  readonly Priority: number;
  readonly Conditions: readonly Record<string, Record<string, unknown>>[];
  readonly Actions: readonly Record<string, unknown>[];
}

/** The listener's rules by priority. */
function rulesOf(requiredClaims: readonly RequiredClaim[]): {
  rules: Rule[];
  targets: Record<'serving' | 'readiness', unknown>;
} {
  const stack = constructStack();
  const { vpc, subnets } = existingNetwork(stack);
  const loadBalancer = new ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc, vpcSubnets: { subnets } });
  const listener = new ApplicationListener(stack, 'Listener', {
    loadBalancer,
    protocol: ApplicationProtocol.HTTPS,
    certificates: [ListenerCertificate.fromArn('arn:aws:acm:us-east-1:111122223333:certificate/a')],
    defaultAction: ListenerAction.fixedResponse(404),
  });
  const targets = new InstanceTargets(stack, 'Targets', { vpc, deregistrationDelay: Duration.seconds(60) });
  new WorkloadRoute(stack, 'Route', {
    listener,
    hostNames: ['chat.us.ai.example.com', 'chat.us.us-east-1.ai.example.com'],
    apiRoutes: apiRoutes({ task: 'generate' }),
    targets,
    jwt: { issuer: 'https://issuer.example.com', jwksUrl: 'https://issuer.example.com/keys', requiredClaims },
    firstPriority: 10,
  });
  return {
    rules: (propertiesOf(stack, 'AWS::ElasticLoadBalancingV2::ListenerRule') as unknown as Rule[]).sort(
      (a, b) => a.Priority - b.Priority,
    ),
    targets: {
      serving: stack.resolve(targets.serving.targetGroupArn),
      readiness: stack.resolve(targets.readiness.targetGroupArn),
    },
  };
}

const conditionsOf = ({ Conditions }: Rule) => ({
  hosts: Conditions.find(({ Field }) => String(Field) === 'host-header')?.HostHeaderConfig?.Values,
  paths: Conditions.find(({ Field }) => String(Field) === 'path-pattern')?.PathPatternConfig?.Values,
  methods: Conditions.find(({ Field }) => String(Field) === 'http-request-method')?.HttpRequestMethodConfig?.Values,
});

describe('the route of a workload', () => {
  const { rules, targets } = rulesOf([
    { name: 'aud', value: 'assistant', format: 'single-string' },
    { name: 'scope', value: 'inference', format: 'space-separated-values' },
  ]);
  const [readiness, ...api] = rules;

  test('is one rule for readiness, then one for each way to ask the engine, under the workload’s names', () => {
    const hosts = ['chat.us.ai.example.com', 'chat.us.us-east-1.ai.example.com'];

    expect(rules.map(({ Priority }) => Priority)).toEqual([10, 11, 12, 13, 14]);
    expect(rules.map(conditionsOf)).toEqual([
      { hosts, paths: ['/ready'], methods: ['GET'] },
      { hosts, paths: ['/v1/chat/completions', '/v1/completions'], methods: ['POST'] },
      { hosts, paths: ['/v1/responses', '/v1/messages'], methods: ['POST'] },
      { hosts, paths: ['/tokenize'], methods: ['POST'] },
      { hosts, paths: ['/v1/models'], methods: ['GET'] },
    ]);
  });

  test('asks health checkers for no token, and leads them to the agent alone', () => {
    expect(readiness?.Actions).toMatchObject([{ Type: 'forward', TargetGroupArn: targets.readiness }]);
    expect(readiness?.Actions).toHaveLength(1);
  });

  test('lets nothing reach the engine before its token was checked', () => {
    expect(api).toHaveLength(4);
    for (const { Actions } of api) {
      expect(Actions).toMatchObject([
        {
          Type: 'jwt-validation',
          Order: 1,
          JwtValidationConfig: {
            Issuer: 'https://issuer.example.com',
            JwksEndpoint: 'https://issuer.example.com/keys',
            AdditionalClaims: [
              { Name: 'aud', Format: 'single-string', Values: ['assistant'] },
              { Name: 'scope', Format: 'space-separated-values', Values: ['inference'] },
            ],
          },
        },
        { Type: 'forward', Order: 2, TargetGroupArn: targets.serving },
      ]);
    }
  });

  test('asks for no further claim where there is none', () => {
    const [, serving] = rulesOf([]).rules;

    expect(serving?.Actions[0]?.JwtValidationConfig).toEqual({
      Issuer: 'https://issuer.example.com',
      JwksEndpoint: 'https://issuer.example.com/keys',
    });
  });
});
