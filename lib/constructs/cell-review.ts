import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { autoScalingEventSource, launchSuccessful } from '../contract/cold-start';
import { environmentNames } from '../contract/environment';
import { cellReviewLogGroupName, cellReviewName, poolGroupNames } from '../contract/names';
import type { ReviewedCells } from '../contract/reviewed-cell';
import type { Alarms, NoAlarms } from './alarms';
import { EventFunction, publishMetrics } from './event-function';

export interface CellReviewProps {
  readonly fleet: string;
  /** By model with a cell in the region. */
  readonly cells: ReviewedCells;
  readonly alarms: Alarms | NoAlarms;
}

/** A launch or a day is counted this late, too. */
const maxAge = Duration.hours(6);

/** Compares cold starts and first tokens with the week before and the plan, every hour, and judges every scale-out. */
export class CellReview extends Construct {
  constructor(scope: Construct, id: string, { fleet, cells, alarms }: CellReviewProps) {
    super(scope, id);
    const models = Object.keys(cells);
    const { resource: review, failed } = new EventFunction(this, 'Function', {
      bundle: 'cell-review',
      functionName: cellReviewName(fleet),
      logGroupName: cellReviewLogGroupName(fleet),
      description: 'Compares cold starts and first tokens with the week before and the plan, and judges scale-outs',
      events: { maxAge, retryAttempts: 2 },
      environment: {
        [environmentNames.fleet]: fleet,
        [environmentNames.reviewedCells]: JSON.stringify(cells),
      },
      permissions: [
        publishMetrics(),
        new PolicyStatement({ actions: ['cloudwatch:GetMetricData'], resources: ['*'] }), // metrics have no resources
      ],
    });
    const targets = [new LambdaFunction(review, { maxEventAge: maxAge, deadLetterQueue: failed })];
    new Rule(this, 'Launches', {
      ruleName: `${cellReviewName(fleet)}-groups`,
      eventPattern: {
        source: [autoScalingEventSource],
        detailType: [launchSuccessful],
        detail: { AutoScalingGroupName: poolGroupNames(fleet, models) },
      },
      targets,
    });
    new Rule(this, 'Hourly', {
      ruleName: `${cellReviewName(fleet)}-hourly`,
      // Half an hour after the day in UTC has ended its last data points have arrived.
      schedule: Schedule.cron({ minute: '30' }),
      targets,
    });
    for (const model of models) {
      alarms.watch({ component: 'cell-review', model });
    }
  }
}
