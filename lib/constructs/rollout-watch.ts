import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunctionResource, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { environmentNames } from '../contract/environment';
import { poolGroupNames, rolloutWatchLogGroupName, rolloutWatchName } from '../contract/names';
import { type RolloutMode, rolloutAlarmPatterns } from '../contract/rollout';
import { acknowledge } from './acknowledge';
import { bundledCode } from './bundled-code';

export interface RolloutWatchProps {
  readonly fleet: string;
  /** Models with a cell in the region. */
  readonly models: readonly string[];
  /** Whether an alarm that begins to ring stops this deployment. The next one decides anew. */
  readonly mode: RolloutMode;
}

/** An alarm that is older says nothing of the update that runs now. */
const maxAge = Duration.minutes(5);

/**
 * Cancels the update of the stack in which it stands when an alarm of a cell begins to ring while instances of the cell are
 * replaced. An alarm that rang before stops nothing, and neither does any alarm during a rollback: with alarms in the refresh
 * itself, Auto Scaling would start neither the version that repairs them nor the way back.
 */
export class RolloutWatch extends Construct {
  constructor(scope: Construct, id: string, { fleet, models, mode }: RolloutWatchProps) {
    super(scope, id);
    const { partition, region, account, stackName } = Stack.of(this);
    const stackArn = `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/*`;
    const groupArns = poolGroupNames(fleet, models).map(
      (name) => `arn:${partition}:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${name}`,
    );
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: rolloutWatchLogGroupName(fleet),
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const [actions, resources] of [
      [['cloudformation:DescribeStacks', 'cloudformation:CancelUpdateStack'], [stackArn]],
      [['autoscaling:DescribeInstanceRefreshes'], ['*']],
      [['autoscaling:CancelInstanceRefresh'], groupArns],
    ] as const) {
      role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    }
    acknowledge(
      role,
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'it only lists refreshes there, and lists have no resource to name',
      },
      ...[stackArn, ...groupArns].map((arn) => ({
        id: `AwsSolutions-IAM5[Resource::${arn}]`,
        reason: 'one stack or group by its full name; what is left open is an id that AWS makes up',
      })),
    );
    const watch = new LambdaFunctionResource(this, 'Resource', {
      functionName: rolloutWatchName(fleet),
      description: 'Cancels an update whose new instances make an alarm ring',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundledCode('rollout-watch'),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      timeout: Duration.minutes(1),
      memorySize: 256,
      environment: {
        [environmentNames.fleet]: fleet,
        [environmentNames.models]: JSON.stringify(models),
      },
    });
    new Rule(this, 'Alarms', {
      ruleName: rolloutWatchName(fleet),
      enabled: mode === 'watched',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        detail: {
          alarmName: rolloutAlarmPatterns(fleet).map((wildcard) => ({ wildcard })),
          state: { value: ['ALARM'] },
        },
      },
      targets: [new LambdaFunction(watch, { maxEventAge: maxAge })],
    });
  }
}
