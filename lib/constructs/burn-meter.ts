import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { environmentNames } from '../contract/environment';
import { moneyNamespace } from '../contract/metrics';
import { burnMeterFunctionName, burnMeterLogGroupName } from '../contract/names';
import type { Alarms, NoAlarms } from './alarms';
import { EventFunction, publishMetrics } from './event-function';

export interface BurnMeterProps {
  readonly fleet: string;
  /** Negotiated prices of the region, USD per hour, by instance type. */
  readonly negotiatedUsdPerHour: Readonly<Record<string, number>>;
  readonly alarms: Alarms | NoAlarms;
}

const everyMinute = Duration.minutes(1);

/** Publishes every minute what runs or is reserved in the region now, in USD per hour by phase. */
export class BurnMeter extends EventFunction {
  constructor(scope: Construct, id: string, { fleet, negotiatedUsdPerHour, alarms }: BurnMeterProps) {
    super(scope, id, {
      bundle: 'burn-meter',
      functionName: burnMeterFunctionName(fleet),
      logGroupName: burnMeterLogGroupName(fleet),
      logRetention: RetentionDays.ONE_MONTH,
      description: 'Publishes the price per hour of what runs or is reserved now, by phase',
      events: { maxAge: everyMinute, retryAttempts: 0 },
      environment: {
        [environmentNames.fleet]: fleet,
        [environmentNames.negotiatedPrices]: JSON.stringify(negotiatedUsdPerHour),
      },
      permissions: [
        new PolicyStatement({
          actions: ['ec2:DescribeInstances', 'ec2:DescribeCapacityReservations'],
          resources: ['*'], // lists have no resources
        }),
        publishMetrics(moneyNamespace),
      ],
    });
    new Rule(this, 'Schedule', {
      ruleName: burnMeterFunctionName(fleet),
      schedule: Schedule.rate(everyMinute),
      // The next minute repeats it anyway, so a late retry has no use.
      targets: [
        new LambdaFunction(this.resource, { retryAttempts: 0, maxEventAge: everyMinute, deadLetterQueue: this.failed }),
      ],
    });
    alarms.watch({ component: 'burn-meter' });
  }
}
