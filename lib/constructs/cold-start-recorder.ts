import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { agentEventSource, launchFailed } from '../contract/agent-events';
import { autoScalingEventSource, launchUnsuccessful } from '../contract/cold-start';
import { environmentNames } from '../contract/environment';
import { coldStartRecorderLogGroupName, coldStartRecorderName, poolGroupNames } from '../contract/names';
import type { Alarms, NoAlarms } from './alarms';
import { EventFunction, publishFleetMetrics } from './event-function';

export interface ColdStartRecorderProps {
  readonly fleet: string;
  /** Models with a cell in the region. */
  readonly models: readonly string[];
  readonly alarms: Alarms | NoAlarms;
}

/** Counts launches that failed, by reason. */
export class ColdStartRecorder extends Construct {
  constructor(scope: Construct, id: string, { fleet, models, alarms }: ColdStartRecorderProps) {
    super(scope, id);
    const { resource: recorder } = new EventFunction(this, 'Function', {
      bundle: 'cold-start-recorder',
      functionName: coldStartRecorderName(fleet),
      logGroupName: coldStartRecorderLogGroupName(fleet),
      description: 'Counts launches that fail, by reason',
      oneAtATime: false,
      environment: {
        [environmentNames.fleet]: fleet,
        [environmentNames.models]: JSON.stringify(models),
      },
      permissions: [publishFleetMetrics()],
    });
    const targets = [new LambdaFunction(recorder, { maxEventAge: Duration.hours(6) })];
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
