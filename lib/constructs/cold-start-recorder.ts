import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { agentEventSource, launchFailed } from '../contract/agent-events';
import { autoScalingEventSource, launchSuccessful, launchUnsuccessful } from '../contract/cold-start';
import { environmentNames } from '../contract/environment';
import { coldStartRecorderLogGroupName, coldStartRecorderName, poolGroupName } from '../contract/names';
import { poolNames } from '../contract/pools';
import type { ReviewedCell } from '../contract/reviewed-cell';
import type { Alarms, NoAlarms } from './alarms';
import { EventFunction } from './event-function';

export interface ColdStartRecorderProps {
  readonly fleet: string;
  /** By model with a cell in the region. */
  readonly cells: Readonly<Record<string, ReviewedCell>>;
  readonly alarms: Alarms | NoAlarms;
}

/** Counts launches that came to nothing, by reason, and compares the others, and first tokens, with the week before and the plan. */
export class ColdStartRecorder extends Construct {
  constructor(scope: Construct, id: string, { fleet, cells, alarms }: ColdStartRecorderProps) {
    super(scope, id);
    const models = Object.keys(cells);
    const { resource: recorder } = new EventFunction(this, 'Function', {
      bundle: 'cold-start-recorder',
      functionName: coldStartRecorderName(fleet),
      logGroupName: coldStartRecorderLogGroupName(fleet),
      description:
        'Counts launches that fail, and compares cold starts and first tokens with the week before and the plan',
      oneAtATime: false,
      environment: {
        [environmentNames.fleet]: fleet,
        [environmentNames.reviewedCells]: JSON.stringify(cells),
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
    new Rule(this, 'Hourly', {
      ruleName: `${coldStartRecorderName(fleet)}-hourly`,
      // A while after the day in UTC has ended, so that its last data points have arrived.
      schedule: Schedule.cron({ minute: '30' }),
      targets,
    });
    for (const model of models) {
      alarms.watch({ component: 'cold-start-recorder', model });
    }
  }
}
