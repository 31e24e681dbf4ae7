import { CfnHealthCheck, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { paths, ports } from '../contract/endpoints';

export interface LatencyRecordProps {
  readonly hostedZoneId: string;
  /** The one name of the workload. */
  readonly hostName: string;
  readonly region: string;
  /** The region's own name of the workload, in the same zone. */
  readonly regionalHostName: string;
  readonly checkIntervalSeconds: number;
  readonly failureThreshold: number;
}

/** One region's answer to the workload's name: given to whoever is nearest while the region is ready. */
export class LatencyRecord extends Construct {
  constructor(scope: Construct, id: string, props: LatencyRecordProps) {
    super(scope, id);
    const { hostedZoneId, hostName, region, regionalHostName } = props;
    const healthCheck = new CfnHealthCheck(this, 'HealthCheck', {
      healthCheckConfig: {
        type: 'HTTPS',
        fullyQualifiedDomainName: regionalHostName,
        port: ports.https,
        resourcePath: paths.ready,
        enableSni: true,
        requestInterval: props.checkIntervalSeconds,
        failureThreshold: props.failureThreshold,
      },
      healthCheckTags: [{ key: 'Name', value: regionalHostName }],
    });
    new CfnRecordSet(this, 'Resource', {
      hostedZoneId,
      name: hostName,
      type: 'A',
      region,
      setIdentifier: region,
      healthCheckId: healthCheck.ref,
      aliasTarget: { hostedZoneId, dnsName: regionalHostName, evaluateTargetHealth: false },
    });
  }
}
