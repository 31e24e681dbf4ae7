import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import { InstanceTargets } from '../../lib/constructs/instance-targets';
import { exampleStack } from '../support/example-stack';

interface TargetGroup {
  readonly Port: number;
  readonly TargetGroupAttributes: readonly { readonly Key: string; readonly Value: string }[];
}

describe('the target groups of a cell', () => {
  const stack = exampleStack();
  new InstanceTargets(stack, 'Targets', { vpc: new Vpc(stack, 'Vpc'), deregistrationDelay: Duration.seconds(53) });
  const template = Template.fromStack(stack);
  const groups = Object.values(template.findResources('AWS::ElasticLoadBalancingV2::TargetGroup')).map(
    ({ Properties }) => Properties as TargetGroup,
  );
  const attributeOf = (port: number, key: string): string | undefined =>
    groups.find(({ Port }) => Port === port)?.TargetGroupAttributes.find(({ Key }) => Key === key)?.Value;

  test('are two: the serving port and the agent’s', () => {
    expect(groups.map(({ Port }) => Port).sort()).toEqual([8080, 8081]);
  });

  test('both believe the agent alone', () => {
    for (const group of groups) {
      expect(group).toMatchObject({
        Protocol: 'HTTP',
        TargetType: 'instance',
        HealthCheckPath: '/ready',
        HealthCheckPort: '8081',
        HealthCheckIntervalSeconds: 10,
        HealthCheckTimeoutSeconds: 5,
        HealthyThresholdCount: 2,
        UnhealthyThresholdCount: 3,
        Matcher: { HttpCode: '200' },
      });
    }
  });

  test.each([8080, 8081])('port %d lets a leaving instance finish its longest request', (port) => {
    expect(attributeOf(port, 'deregistration_delay.timeout_seconds')).toBe('53');
  });

  test('requests go where fewest are outstanding', () => {
    expect(attributeOf(8080, 'load_balancing.algorithm.type')).toBe('least_outstanding_requests');
  });

  test('no client is bound to an instance', () => {
    expect(attributeOf(8080, 'stickiness.enabled')).toBe('false');
  });
});
