import { Stack, type StackProps } from 'aws-cdk-lib';
import { ARecord, HealthCheck, HealthCheckType, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';

export interface BareTrafficStackProps extends StackProps {
  readonly regions: readonly string[];
}

const zoneName = 'example.com';

export class BareTrafficStack extends Stack {
  constructor(scope: Construct, id: string, { regions, ...props }: BareTrafficStackProps) {
    super(scope, id, props);
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: 'Z0123456789EXAMPLE', zoneName });
    for (const region of regions) {
      const healthCheck = new HealthCheck(this, `Check-${region}`, {
        type: HealthCheckType.HTTPS,
        fqdn: `${region}.${zoneName}`,
        resourcePath: '/ready',
      });
      new ARecord(this, `Record-${region}`, {
        zone,
        recordName: 'chat',
        region,
        healthCheck,
        target: RecordTarget.fromValues('192.0.2.1'),
      });
    }
  }
}
