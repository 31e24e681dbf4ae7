import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type RegionCheck, RegionRecord, type Routing } from '../constructs/region-record';
import { readinessAlarmName, regionalHostName, workloadHostName } from '../contract/names';
import type { Plan, WorkloadPlan } from '../plan/plan';
import { assertHolds } from './inside-jurisdiction';
import { recordWriter } from './zone-writer';

export interface TrafficStackProps extends StackProps {
  readonly plan: Plan;
}

/** One name per workload, answered by a region that is ready. Deployed after the regions that it names. */
export class TrafficStack extends Stack {
  constructor(scope: Construct, id: string, { plan, ...props }: TrafficStackProps) {
    super(scope, id, props);
    const { domain, hostedZoneId } = plan.fleet;
    const writer = recordWriter(this, plan.fleet);
    for (const workload of plan.workloads) {
      const { name, jurisdiction, regions, failover } = workload;
      const parts = { workload: name, jurisdiction, domain };
      const records = new Construct(this, name);
      for (const region of regions) {
        assertHolds(id, plan, workload, region);
        new RegionRecord(records, region, {
          hostedZoneId,
          hostName: workloadHostName(parts),
          region,
          regionalHostName: regionalHostName(region, parts),
          check: checkOf(plan, workload),
          routing: routingOf(failover, region),
          writer,
        });
      }
    }
  }
}

const checkOf = ({ fleet }: Plan, { model, failover }: WorkloadPlan): RegionCheck =>
  failover.observer === 'alarm'
    ? { by: 'alarm', alarmName: readinessAlarmName({ fleet: fleet.name, model }) }
    : {
        by: 'checkers',
        intervalSeconds: failover.checkIntervalSeconds.value,
        failureThreshold: failover.failureThreshold.value,
      };

const routingOf = ({ primaryRegion }: WorkloadPlan['failover'], region: string): Routing =>
  primaryRegion === undefined
    ? { by: 'latency' }
    : { by: 'failover', role: region === primaryRegion ? 'PRIMARY' : 'SECONDARY' };
