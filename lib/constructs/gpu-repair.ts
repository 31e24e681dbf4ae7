import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { agentEventSource, repairRequested } from '../contract/agent-events';
import { environmentNames } from '../contract/environment';
import { gpuRepairLogGroupName, gpuRepairName, poolGroupNames } from '../contract/names';
import { lostInstances, repairTable, repairTiming } from '../contract/repair';
import type { Alarms, NoAlarms } from './alarms';
import { EventFunction, publishMetrics } from './event-function';
import { acknowledgedGroups, groupArns } from './group-arns';

export interface GpuRepairProps {
  readonly fleet: string;
  /** By model with a cell in the region: seconds that a launch may take. */
  readonly launchLimits: Readonly<Record<string, number>>;
  readonly alarms: Alarms | NoAlarms;
}

const stale = Duration.seconds(repairTiming.staleSeconds);

/**
 * The only component that may call an instance unhealthy: one that asks for it, or one that can no longer ask. It does not where so many are unhealthy that the cause lies in what they share.
 */
export class GpuRepair extends Construct {
  constructor(scope: Construct, id: string, props: GpuRepairProps) {
    super(scope, id);
    const { fleet, launchLimits } = props;
    const models = Object.keys(launchLimits);
    const table = this.memory(fleet);
    const groups = groupArns(this, poolGroupNames(fleet, models));
    const { resource: repair, failed } = new EventFunction(this, 'Function', {
      bundle: 'gpu-repair',
      functionName: gpuRepairName(fleet),
      logGroupName: gpuRepairLogGroupName(fleet),
      description: 'Has sick instances replaced, behind a circuit breaker',
      events: { maxAge: stale, retryAttempts: 2, queueScope: this },
      environment: {
        [environmentNames.fleet]: fleet,
        [environmentNames.models]: JSON.stringify(models),
        [environmentNames.repairTable]: table.tableName,
        [environmentNames.launchLimits]: JSON.stringify(launchLimits),
      },
      permissions: [
        publishMetrics(),
        new PolicyStatement({
          actions: ['autoscaling:DescribeAutoScalingGroups', 'elasticloadbalancing:DescribeTargetHealth'],
          resources: ['*'], // lists have no resources
        }),
        new PolicyStatement({ actions: ['autoscaling:SetInstanceHealth'], resources: groups }),
        new PolicyStatement({ actions: ['dynamodb:Query', 'dynamodb:UpdateItem'], resources: [table.tableArn] }),
      ],
      acknowledged: acknowledgedGroups(groups),
    });
    new Rule(this, 'Requests', {
      ruleName: gpuRepairName(fleet),
      eventPattern: { source: [agentEventSource], detailType: [repairRequested], detail: { fleet: [fleet] } },
      targets: [new LambdaFunction(repair, { maxEventAge: stale, deadLetterQueue: failed })],
    });
    new Rule(this, 'Sweep', {
      ruleName: `${gpuRepairName(fleet)}-sweep`,
      schedule: Schedule.rate(Duration.seconds(lostInstances.sweepSeconds)),
      targets: [new LambdaFunction(repair, { maxEventAge: stale, deadLetterQueue: failed })],
    });
    props.alarms.watch({ component: 'gpu-repair' });
    for (const model of models) {
      props.alarms.watch({ component: 'gpu-repair', model });
    }
  }

  private memory(fleet: string): Table {
    return new Table(this, 'Memory', {
      tableName: gpuRepairName(fleet),
      partitionKey: { name: repairTable.partitionKey, type: AttributeType.STRING },
      sortKey: { name: repairTable.sortKey, type: AttributeType.STRING },
      timeToLiveAttribute: repairTable.expiresAt,
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
