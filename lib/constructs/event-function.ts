import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunctionResource, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { functionLimits } from '../contract/function-limits';
import { metricNamespace } from '../contract/metrics';
import { acknowledge } from './acknowledge';
import { bundledCode } from './bundled-code';
import { failedEvents } from './failed-events';

export interface EventFunctionProps {
  /** Folder in lambda/. */
  readonly bundle: string;
  readonly functionName: string;
  readonly logGroupName: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Everything that the function may do besides writing its log. */
  readonly permissions: readonly PolicyStatement[];
  /** What becomes of events. */
  readonly events: EventHandling;
  /** @default - three months */
  readonly logRetention?: RetentionDays;
  /** Findings of the rule pack on those permissions that are as they should be. */
  readonly acknowledged?: readonly { readonly id: string; readonly reason: string }[];
}

export interface EventHandling {
  /** An event that is older says nothing any more. */
  readonly maxAge: Duration;
  /** How often Lambda repeats an event whose handling failed, 0 to 2. */
  readonly retryAttempts: number;
  /** Above the dead-letter queue. @default - the function */
  readonly queueScope?: Construct;
}

/** A function may publish to one namespace; the action has no resources, and the condition narrows it. */
export const publishMetrics = (namespace: string = metricNamespace): PolicyStatement =>
  new PolicyStatement({
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': namespace } },
  });

/**
 * A Lambda function that reads events and publishes metrics of the fleet. It reserves no concurrency: a new account may have
 * 10 copies in all, and Lambda refuses a reservation that leaves fewer than it wants unreserved. Copies that run at once
 * must not be in each other's way.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
export class EventFunction extends Construct {
  readonly resource: LambdaFunctionResource;
  /** Where an event goes that was not handled in the end. */
  readonly failed: Queue;

  constructor(scope: Construct, id: string, props: EventFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: props.logGroupName,
      retention: props.logRetention ?? RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.resource = new LambdaFunctionResource(this, 'Resource', {
      functionName: props.functionName,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundledCode(props.bundle),
      role: this.role(logGroup, props),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      timeout: Duration.seconds(functionLimits.timeoutSeconds),
      memorySize: 256,
      environment: { ...props.environment },
    });
    const { maxAge, retryAttempts, queueScope = this } = props.events;
    this.failed = failedEvents(queueScope, props.functionName);
    const onFailure = new SqsDestination(this.failed);
    this.resource.configureAsyncInvoke({ maxEventAge: maxAge, retryAttempts, onFailure });
  }

  private role(logGroup: LogGroup, { permissions, acknowledged = [] }: EventFunctionProps): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const permission of permissions) {
      role.addToPolicy(permission);
    }
    acknowledge(
      role,
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason:
          'metrics are limited to one namespace; whatever else stands on everything only reads what has no resource to name',
      },
      ...acknowledged,
    );
    return role;
  }
}
