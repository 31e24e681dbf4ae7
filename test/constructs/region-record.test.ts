import { describe, expect, test } from 'vitest';
import { type RegionCheck, RegionRecord, type Routing } from '../../lib/constructs/region-record';
import { constructStack, onlyPropertiesOf } from '../support/construct-stack';

const checkers: RegionCheck = { by: 'checkers', intervalSeconds: 10, failureThreshold: 3 };

function recordOf(routing: Routing, by = checkers) {
  const stack = constructStack();
  new RegionRecord(stack, 'Record', {
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    hostName: 'chat.eu.ai.example.com',
    region: 'eu-north-1',
    regionalHostName: 'chat.eu.eu-north-1.ai.example.com',
    check: by,
    routing,
  });
  const record = onlyPropertiesOf(stack, 'AWS::Route53::RecordSet');
  const check = onlyPropertiesOf(stack, 'AWS::Route53::HealthCheck');
  return { record, check };
}

describe('the record of a region', () => {
  const { record, check } = recordOf({ by: 'latency' });

  test('leads the one name to the region’s own, as long as its check passes', () => {
    expect(record).toMatchObject({
      Name: 'chat.eu.ai.example.com',
      Type: 'A',
      SetIdentifier: 'eu-north-1',
      HealthCheckId: { Ref: expect.stringMatching(/^Record.*HealthCheck/) },
      AliasTarget: { DNSName: 'chat.eu.eu-north-1.ai.example.com', HostedZoneId: 'Z0123456789ABCDEFGHIJ' },
    });
  });

  test('asks the agent over TLS, under the region’s own name', () => {
    expect(check.HealthCheckConfig).toMatchObject({
      Type: 'HTTPS',
      FullyQualifiedDomainName: 'chat.eu.eu-north-1.ai.example.com',
      Port: 443,
      ResourcePath: '/ready',
      EnableSNI: true,
      RequestInterval: 10,
      FailureThreshold: 3,
    });
  });

  test('follows an alarm of its own region, whose silence is the loss of the region', () => {
    const { check: onAlarm } = recordOf(
      { by: 'latency' },
      { by: 'alarm', alarmName: 'assistant-llama-no-ready-instance' },
    );

    expect(onAlarm.HealthCheckConfig).toEqual({
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Name: 'assistant-llama-no-ready-instance', Region: 'eu-north-1' },
      InsufficientDataHealthStatus: 'Unhealthy',
    });
  });

  test('is not turned off by the load balancer’s own opinion', () => {
    expect(record).toHaveProperty('AliasTarget.EvaluateTargetHealth', false);
  });

  test('by latency names the region and no role', () => {
    expect(record).toHaveProperty('Region', 'eu-north-1');
    expect(record).not.toHaveProperty('Failover');
  });

  test.each(['PRIMARY', 'SECONDARY'] as const)('as %s names the role and no region', (role) => {
    const { record: standby } = recordOf({ by: 'failover', role });

    expect(standby).toHaveProperty('Failover', role);
    expect(standby).not.toHaveProperty('Region');
  });
});
