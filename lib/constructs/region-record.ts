import { CfnHealthCheck, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { paths, ports } from '../contract/endpoints';
import { checkerProtocol } from '../contract/health';
import type { RecordWriter } from './record-writer';

/** How Route 53 chooses among the regions that are ready: the one with the lowest latency to the client, or the primary before the secondary. */
export type Routing = { readonly by: 'latency' } | { readonly by: 'failover'; readonly role: 'PRIMARY' | 'SECONDARY' };

/** How Route 53 learns whether a region is ready: its checkers ask the region, or, where they cannot reach it, it follows an alarm of that region. */
export type RegionCheck =
  | { readonly by: 'checkers'; readonly intervalSeconds: number; readonly failureThreshold: number }
  | { readonly by: 'alarm'; readonly alarmName: string };

export interface RegionRecordProps {
  readonly hostedZoneId: string;
  /** The one name of the workload. */
  readonly hostName: string;
  readonly region: string;
  /** The region's own name of the workload, in the same zone. */
  readonly regionalHostName: string;
  readonly check: RegionCheck;
  readonly routing: Routing;
  /** Writes the record where the zone is in another account. @default - CloudFormation does */
  readonly writer?: RecordWriter | undefined;
}

/** The record of one region under the workload's name. Route 53 answers with it while the region's health check succeeds, or where all checks fail. */
export class RegionRecord extends Construct {
  constructor(scope: Construct, id: string, props: RegionRecordProps) {
    super(scope, id);
    const { hostedZoneId, hostName, region, regionalHostName, routing, writer } = props;
    const healthCheck = new CfnHealthCheck(this, 'HealthCheck', {
      healthCheckConfig: healthCheckConfig(props),
      healthCheckTags: [{ key: 'Name', value: regionalHostName }],
    });
    if (writer !== undefined) {
      writer.write(this, 'Written', {
        name: hostName,
        ...(routing.by === 'latency' ? { region } : { failover: routing.role }),
        setIdentifier: region,
        healthCheckId: healthCheck.ref,
        alias: { hostedZoneId, dnsName: regionalHostName, evaluateTargetHealth: false },
      });
      return;
    }
    new CfnRecordSet(this, 'Resource', {
      hostedZoneId,
      name: hostName,
      type: 'A',
      ...(routing.by === 'latency' ? { region } : { failover: routing.role }),
      setIdentifier: region,
      healthCheckId: healthCheck.ref,
      aliasTarget: { hostedZoneId, dnsName: regionalHostName, evaluateTargetHealth: false },
    });
  }
}

function healthCheckConfig({
  check,
  region,
  regionalHostName,
}: RegionRecordProps): CfnHealthCheck.HealthCheckConfigProperty {
  return check.by === 'checkers'
    ? {
        type: checkerProtocol,
        fullyQualifiedDomainName: regionalHostName,
        port: ports.https,
        resourcePath: paths.ready,
        enableSni: true,
        requestInterval: check.intervalSeconds,
        failureThreshold: check.failureThreshold,
      }
    : {
        type: 'CLOUDWATCH_METRIC',
        alarmIdentifier: { name: check.alarmName, region },
        // The metric of a lost region ends: see docs/decisions/0016. Where the metrics of all regions end, all checks fail, and Route 53 then answers with every region.
        insufficientDataHealthStatus: 'Unhealthy',
      };
}
