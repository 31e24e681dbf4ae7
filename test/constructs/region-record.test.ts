import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { type RegionCheck, RegionRecord } from '../../lib/constructs/region-record';

function configOf(check: RegionCheck): unknown {
  const stack = new Stack();
  new RegionRecord(stack, 'Record', {
    hostedZoneId: 'Z1',
    hostName: 'chat.us.example.com',
    region: 'us-west-2',
    regionalHostName: 'us-west-2.chat.us.example.com',
    check,
    routing: { by: 'latency' },
  });
  const [healthCheck] = Object.values(Template.fromStack(stack).findResources('AWS::Route53::HealthCheck'));
  return healthCheck?.Properties.HealthCheckConfig;
}

describe('a region is known to be ready', () => {
  test('by checkers that ask its own name', () => {
    expect(configOf({ by: 'checkers', intervalSeconds: 10, failureThreshold: 3 })).toMatchObject({
      Type: 'HTTPS',
      FullyQualifiedDomainName: 'us-west-2.chat.us.example.com',
      ResourcePath: '/ready',
      RequestInterval: 10,
      FailureThreshold: 3,
    });
  });

  test('by an alarm of its own region, whose silence is the loss of the region', () => {
    expect(configOf({ by: 'alarm', alarmName: 'assistant-llama-no-ready-instance' })).toEqual({
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Name: 'assistant-llama-no-ready-instance', Region: 'us-west-2' },
      InsufficientDataHealthStatus: 'Unhealthy',
    });
  });
});
