import { CfnHealthCheck, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { paths, ports } from '../contract/endpoints';
import { checkerProtocol } from '../contract/health';

/** How Route 53 chooses among the regions: the nearest that is ready, or the first as long as it is ready. */
export type Routing = { readonly by: 'latency' } | { readonly by: 'failover'; readonly role: 'PRIMARY' | 'SECONDARY' };

/** How Route 53 knows whether a region is ready: its checkers ask, or, where they reach nothing, it follows an alarm there. */
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
}

/** One region's answer to the workload's name, given while the region is ready. */
export class RegionRecord extends Construct {
  constructor(scope: Construct, id: string, props: RegionRecordProps) {
    super(scope, id);
    const { hostedZoneId, hostName, region, regionalHostName, routing } = props;
    const healthCheck = new CfnHealthCheck(this, 'HealthCheck', {
      healthCheckConfig: healthCheckConfig(props),
      healthCheckTags: [{ key: 'Name', value: regionalHostName }],
    });
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
        // The metric of a lost region ends: see docs/decisions/0016. Where all regions fall silent, all are answered with.
        insufficientDataHealthStatus: 'Unhealthy',
      };
}
