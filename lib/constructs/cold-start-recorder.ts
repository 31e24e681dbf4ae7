import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  autoScalingEventSource,
  type ExpectedSeconds,
  launchFailed,
  launchSuccessful,
  launchUnsuccessful,
} from '../contract/cold-start';
import { environmentNames } from '../contract/environment';
import { coldStartRecorderLogGroupName, coldStartRecorderName, poolGroupName, poolNames } from '../contract/names';
import { agentEventSource } from '../contract/repair';
import type { Alarms, NoAlarms } from './alarms';
import { EventFunction } from './event-function';

export interface ColdStartRecorderProps {
  readonly fleet: string;
  /** By model with a cell in the region. */
  readonly expectedSeconds: Readonly<Record<string, ExpectedSeconds>>;
  readonly alarms: Alarms | NoAlarms;
}

/** Counts launches that came to nothing, by reason, and compares the others with the week before and with the plan. */
export class ColdStartRecorder extends Construct {
  constructor(scope: Construct, id: string, { fleet, expectedSeconds, alarms }: ColdStartRecorderProps) {
    super(scope, id);
    const models = Object.keys(expectedSeconds);
    const { resource: recorder } = new EventFunction(this, 'Function', {
      bundle: 'cold-start-recorder',
      functionName: coldStartRecorderName(fleet),
      logGroupName: coldStartRecorderLogGroupName(fleet),
      description: 'Counts launches that fail, and compares cold starts with the week before and the plan',
      oneAtATime: false,
      environment: {
        [environmentNames.fleet]: fleet,
        [environmentNames.expectedColdStarts]: JSON.stringify(expectedSeconds),
      },
      permissions: [new PolicyStatement({ actions: ['cloudwatch:GetMetricData'], resources: ['*'] })], // metrics have no resources
    });
    const targets = [new LambdaFunction(recorder, { maxEventAge: Duration.hours(6) })];
    new Rule(this, 'Launches', {
      ruleName: `${coldStartRecorderName(fleet)}-groups`,
      eventPattern: {
        source: [autoScalingEventSource],
        detailType: [launchUnsuccessful, launchSuccessful],
        detail: {
          AutoScalingGroupName: models.flatMap((model) =>
            poolNames.map((pool) => poolGroupName({ fleet, model }, pool)),
          ),
        },
      },
      targets,
    });
    new Rule(this, 'Failed', {
      ruleName: `${coldStartRecorderName(fleet)}-agents`,
      eventPattern: { source: [agentEventSource], detailType: [launchFailed], detail: { fleet: [fleet] } },
      targets,
    });
    new Rule(this, 'Daily', {
      ruleName: `${coldStartRecorderName(fleet)}-daily`,
      // An hour after the day in UTC has ended, so that its last data points have arrived.
      schedule: Schedule.cron({ hour: '1', minute: '0' }),
      targets,
    });
    for (const model of models) {
      alarms.watch({ component: 'cold-start-recorder', model });
    }
  }
}
