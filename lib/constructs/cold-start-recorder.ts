import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { agentEventSource, launchFailed } from '../contract/agent-events';
import { autoScalingEventSource, launchUnsuccessful } from '../contract/cold-start';
import { environmentNames } from '../contract/environment';
import { coldStartRecorderLogGroupName, coldStartRecorderName, poolGroupNames } from '../contract/names';
import type { Alarms, NoAlarms } from './alarms';
import { EventFunction, publishMetrics } from './event-function';
import { acknowledgedGroups, groupArns } from './group-arns';

export interface ColdStartRecorderProps {
  readonly fleet: string;
  /** Models with a cell in the region. */
  readonly models: readonly string[];
  readonly alarms: Alarms | NoAlarms;
}

/** A launch or a day is counted this late, too. */
const maxAge = Duration.hours(6);

/** Counts launches that failed, by reason, and stops those of a group whose instances never answer. */
export class ColdStartRecorder extends Construct {
  constructor(scope: Construct, id: string, { fleet, models, alarms }: ColdStartRecorderProps) {
    super(scope, id);
    const groups = groupArns(this, poolGroupNames(fleet, models));
    const { resource: recorder, failed } = new EventFunction(this, 'Function', {
      bundle: 'cold-start-recorder',
      functionName: coldStartRecorderName(fleet),
      logGroupName: coldStartRecorderLogGroupName(fleet),
      description: 'Counts launches that fail, by reason, and stops those of a group whose instances never answer',
      events: { maxAge, retryAttempts: 2 },
      environment: {
        [environmentNames.fleet]: fleet,
        [environmentNames.models]: JSON.stringify(models),
      },
      permissions: [
        publishMetrics(),
        new PolicyStatement({
          actions: ['autoscaling:DescribeScalingActivities', 'autoscaling:DescribeInstanceRefreshes'],
          resources: ['*'], // lists have no resources
        }),
        new PolicyStatement({ actions: ['autoscaling:SuspendProcesses'], resources: groups }),
      ],
      acknowledged: acknowledgedGroups(groups),
    });
    const targets = [new LambdaFunction(recorder, { maxEventAge: maxAge, deadLetterQueue: failed })];
    new Rule(this, 'Launches', {
      ruleName: `${coldStartRecorderName(fleet)}-groups`,
      eventPattern: {
        source: [autoScalingEventSource],
        detailType: [launchUnsuccessful],
        detail: { AutoScalingGroupName: poolGroupNames(fleet, models) },
      },
      targets,
    });
    new Rule(this, 'Failed', {
      ruleName: `${coldStartRecorderName(fleet)}-agents`,
      eventPattern: { source: [agentEventSource], detailType: [launchFailed], detail: { fleet: [fleet] } },
      targets,
    });
    for (const model of models) {
      alarms.watch({ component: 'cold-start-recorder', model });
    }
  }
}
