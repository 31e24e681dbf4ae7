import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunctionResource, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricNamespace } from '../contract/metrics';
import { acknowledge } from './acknowledge';
import { bundledCode } from './bundled-code';

export interface EventFunctionProps {
  /** Folder in lambda/. */
  readonly bundle: string;
  readonly functionName: string;
  readonly logGroupName: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Everything that the function may do besides writing its log. */
  readonly permissions: readonly PolicyStatement[];
  /** Whether two copies would be in each other's way. */
  readonly oneAtATime: boolean;
  /** @default - three months */
  readonly logRetention?: RetentionDays;
  /** Findings of the rule pack on those permissions that are as they should be. */
  readonly acknowledged?: readonly { readonly id: string; readonly reason: string }[];
}

/** Every function may publish to the fleet's namespace; the action has no resources, and the condition narrows it. */
export const publishFleetMetrics = (): PolicyStatement =>
  new PolicyStatement({
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': metricNamespace } },
  });

/** A Lambda function that reads events and publishes metrics of the fleet. */
export class EventFunction extends Construct {
  readonly resource: LambdaFunctionResource;

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
      timeout: Duration.seconds(30),
      memorySize: 256,
      reservedConcurrentExecutions: props.oneAtATime ? 1 : undefined,
      environment: { ...props.environment },
    });
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
