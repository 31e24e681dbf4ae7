import { Duration } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationProtocol,
  ApplicationTargetGroup,
  type HealthCheck,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { paths, ports } from '../contract/endpoints';
import { targetHealth } from '../contract/health';

export interface InstanceTargetsProps {
  readonly vpc: IVpc;
  /** How long an instance that leaves may finish its requests: the longest of them. */
  readonly deregistrationDelay: Duration;
}

/** Health of a target is what the agent says on its own port, never the engine's own word. */
const readiness: HealthCheck = {
  path: paths.ready,
  port: String(ports.readiness),
  healthyHttpCodes: '200',
  interval: Duration.seconds(targetHealth.intervalSeconds),
  timeout: Duration.seconds(targetHealth.timeoutSeconds),
  healthyThresholdCount: targetHealth.healthyCount,
  unhealthyThresholdCount: targetHealth.unhealthyCount,
};

/** The two ways into instances: the serving port, and the readiness port of their agent for DNS health checks. */
export class InstanceTargets extends Construct {
  readonly serving: ApplicationTargetGroup;
  readonly readiness: ApplicationTargetGroup;

  constructor(scope: Construct, id: string, props: InstanceTargetsProps) {
    super(scope, id);
    const common = {
      vpc: props.vpc,
      protocol: ApplicationProtocol.HTTP,
      targetType: TargetType.INSTANCE,
      healthCheck: readiness,
      deregistrationDelay: props.deregistrationDelay,
    };
    this.serving = new ApplicationTargetGroup(this, 'Serving', {
      ...common,
      port: ports.serving,
      // Requests differ a hundredfold in length, so counting them in turn would pile long ones up.
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
    });
    this.readiness = new ApplicationTargetGroup(this, 'Readiness', { ...common, port: ports.readiness });
  }
}
