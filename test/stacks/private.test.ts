import type { Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { ofType, type StackTemplate } from '../../lib/template/template';
import { at, list } from '../../lib/template/values';
import { edit, planOf, validPlan } from '../support/fleets';
import { readText } from '../support/project-root';
import { appOf, templatesOf } from '../support/templates';

const plan = validPlan('fleets/private.yaml');
const templates = templatesOf(plan);
const named = (part: string): StackTemplate[] => templates.filter(({ path }) => path.includes(part));
const alarmsOf = (region: string) =>
  named(`-operations-${region}`).flatMap((template) => ofType(template, 'AWS::CloudWatch::Alarm'));

describe('a fleet that private networks reach', () => {
  test('has no load balancer, gateway or route that leads to the internet', () => {
    const balancers = templates.flatMap((template) => ofType(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer'));

    expect(balancers.map(({ properties }) => properties.Scheme)).toEqual(['internal', 'internal']);
    for (const type of ['AWS::EC2::InternetGateway', 'AWS::EC2::NatGateway', 'AWS::EC2::Route']) {
      expect(templates.flatMap((template) => ofType(template, type))).toEqual([]);
    }
  });

  test('tells its agents of no claim to believe where no issuer is named', () => {
    const launches = templates.flatMap((template) => ofType(template, 'AWS::EC2::LaunchTemplate'));

    expect(launches.length).toBeGreaterThan(0);
    expect(JSON.stringify(launches)).toContain('cacheSaltSecretName');
    expect(JSON.stringify(launches)).not.toContain('tenantClaim');
  });

  test('asks for no token where no issuer is named', () => {
    const rules = templates.flatMap((template) => ofType(template, 'AWS::ElasticLoadBalancingV2::ListenerRule'));

    expect(rules.length).toBeGreaterThan(0);
    for (const { properties } of rules) {
      expect(list(properties.Actions).map((action) => at(action, 'Type'))).toEqual(['forward']);
    }
  });

  test.each(['eu-central-1', 'eu-north-1'])('follows the alarm of %s, which Route 53 can read', (region) => {
    const [check] = named('-traffic')
      .flatMap((template) => ofType(template, 'AWS::Route53::HealthCheck'))
      .filter(({ properties }) => at(properties, 'HealthCheckConfig.AlarmIdentifier.Region') === region);
    const name = at(check?.properties, 'HealthCheckConfig.AlarmIdentifier.Name');
    const alarms = alarmsOf(region).filter(({ properties }) => properties.AlarmName === name);

    expect(name).toBe('inside-llama-8b-no-ready-instance');
    expect(alarms.map(({ properties }) => properties)).toMatchObject([
      {
        MetricName: 'HealthyHostCount',
        // of the nodes of the load balancer the one that sees most: a zone without targets always sees none
        Statistic: 'Maximum',
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        Period: 60,
        EvaluationPeriods: 3,
        DatapointsToAlarm: 3,
        // no data is the state that the health check takes for unhealthy
        TreatMissingData: 'missing',
      },
    ]);
  });

  test('has its checks made after the alarms that they follow', () => {
    const traffic = appOf(plan).node.findChild('inside-traffic') as Stack;

    expect(traffic.dependencies.map(({ stackName }) => stackName)).toEqual(
      expect.arrayContaining(['inside-operations-eu-central-1', 'inside-operations-eu-north-1']),
    );
  });

  test('gives each region the address range that is stated', () => {
    const ranges = named('-network-')
      .flatMap((template) => ofType(template, 'AWS::EC2::VPC'))
      .map(({ properties }) => properties.CidrBlock);

    expect(ranges).toEqual(['10.20.0.0/18', '10.20.64.0/18']);
  });

  test('checks tokens as well where an issuer is named and its keys can be fetched', () => {
    const text = [
      ['access:', 'access:\n  jwtIssuer: https://login.example.eu'],
      ['network:', 'network:\n  internet: { reason: keys of the token issuer, owner: a@example.eu }'],
    ].reduce((file, [from = '', to = '']) => edit(file, `\n${from}`, `\n${to}`), readText('fleets/private.yaml'));
    const { plan: withTokens } = planOf(text);
    const rules = (withTokens === undefined ? [] : templatesOf(withTokens))
      .flatMap((template) => ofType(template, 'AWS::ElasticLoadBalancingV2::ListenerRule'))
      .map(({ properties }) => list(properties.Actions).map((action) => at(action, 'Type')));

    expect(rules).toContainEqual(['jwt-validation', 'forward']);
    expect(rules.filter(([first]) => first === 'forward')).toHaveLength(2); // readiness, once in each region
  });
});
