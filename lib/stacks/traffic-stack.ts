import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { LatencyRecord } from '../constructs/latency-record';
import { regionalHostName, workloadHostName } from '../contract/names';
import type { Plan } from '../plan/plan';

export interface TrafficStackProps extends StackProps {
  readonly plan: Plan;
}

/** One name per workload, answered by whichever region is nearest and ready. Deployed after the regions that it names. */
export class TrafficStack extends Stack {
  constructor(scope: Construct, id: string, { plan, ...props }: TrafficStackProps) {
    super(scope, id, props);
    const { domain, hostedZoneId } = plan.fleet;
    for (const { name, jurisdiction, regions, failover } of plan.workloads) {
      const parts = { workload: name, jurisdiction, domain };
      const records = new Construct(this, name);
      for (const region of regions) {
        new LatencyRecord(records, region, {
          hostedZoneId,
          hostName: workloadHostName(parts),
          region,
          regionalHostName: regionalHostName(region, parts),
          checkIntervalSeconds: failover.checkIntervalSeconds.value,
          failureThreshold: failover.failureThreshold.value,
        });
      }
    }
  }
}
