import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunctionResource, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { environmentNames } from '../contract/environment';
import { metricNamespace } from '../contract/metrics';
import { burnMeterFunctionName, burnMeterLogGroupName } from '../contract/names';
import { acknowledge } from './acknowledge';
import type { Alarms, NoAlarms } from './alarms';
import { bundledCode } from './bundled-code';

export interface BurnMeterProps {
  readonly fleet: string;
  /** Negotiated prices of the region, USD per hour, by instance type. */
  readonly negotiatedUsdPerHour: Readonly<Record<string, number>>;
  readonly alarms: Alarms | NoAlarms;
}

const everyMinute = Duration.minutes(1);

/** Publishes every minute what runs in the region now, in USD per hour by phase. */
export class BurnMeter extends Construct {
  constructor(scope: Construct, id: string, props: BurnMeterProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: burnMeterLogGroupName(props.fleet),
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const meter = new LambdaFunctionResource(this, 'Resource', {
      functionName: burnMeterFunctionName(props.fleet),
      description: 'Publishes the list price per hour of what runs now, by phase',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundledCode('burn-meter'),
      role: this.role(logGroup),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      timeout: Duration.seconds(30),
      memorySize: 256,
      environment: {
        [environmentNames.fleet]: props.fleet,
        [environmentNames.negotiatedPrices]: JSON.stringify(props.negotiatedUsdPerHour),
      },
    });
    new Rule(this, 'Schedule', {
      ruleName: burnMeterFunctionName(props.fleet),
      schedule: Schedule.rate(everyMinute),
      // The next minute repeats it anyway, so a late retry helps nobody.
      targets: [new LambdaFunction(meter, { retryAttempts: 0, maxEventAge: everyMinute })],
    });
    props.alarms.watch({ component: 'burn-meter' });
  }

  private role(logGroup: LogGroup): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    role.addToPolicy(new PolicyStatement({ actions: ['ec2:DescribeInstances'], resources: ['*'] })); // lists have no resources
    role.addToPolicy(
      new PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'], // the action has no resources; the condition narrows it
        conditions: { StringEquals: { 'cloudwatch:namespace': metricNamespace } },
      }),
    );
    acknowledge(role, {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'neither action has resources to name: one only lists instances, the other is limited to one namespace',
    });
    return role;
  }
}
