import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AutoScalingGroup, OnDemandAllocationStrategy } from 'aws-cdk-lib/aws-autoscaling';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  InstanceType,
  type IVpc,
  LaunchTemplate,
  MachineImage,
  SecurityGroup,
  SubnetType,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import {
  type ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface BareServingStackProps extends StackProps {
  readonly vpc: IVpc;
}

const zoneName = 'example.com';

export class BareServingStack extends Stack {
  constructor(scope: Construct, id: string, { vpc, ...props }: BareServingStackProps) {
    super(scope, id, props);
    const listener = this.frontDoor(vpc);
    const group = this.instances(vpc);
    ['/', '/ready'].forEach((path, index) => {
      const targets = new ApplicationTargetGroup(this, `Targets${index}`, {
        vpc,
        port: 8000 + index,
        protocol: ApplicationProtocol.HTTP,
        targetType: TargetType.INSTANCE,
        targets: [group],
      });
      listener.addAction(`Route${index}`, {
        priority: 1 + index,
        conditions: [ListenerCondition.pathPatterns([path])],
        action: ListenerAction.forward([targets]),
      });
    });
  }

  private frontDoor(vpc: IVpc): ApplicationListener {
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: 'Z0123456789EXAMPLE', zoneName });
    const loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', { vpc, internetFacing: true });
    loadBalancer.logAccessLogs(new Bucket(this, 'AccessLogs', { enforceSSL: true }));
    const certificate = new Certificate(this, 'Certificate', {
      domainName: `chat.${zoneName}`,
      validation: CertificateValidation.fromDns(zone),
    });
    new ARecord(this, 'Name', { zone, target: RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer)) });
    return loadBalancer.addListener('Https', {
      port: 443,
      certificates: [certificate],
      defaultAction: ListenerAction.fixedResponse(404),
    });
  }

  private instances(vpc: IVpc): AutoScalingGroup {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['cloudwatch:PutMetricData'], resources: ['*'] }));
    const launchTemplate = new LaunchTemplate(this, 'LaunchTemplate', {
      machineImage: MachineImage.genericLinux({ [this.region]: 'ami-0123456789abcdef0' }),
      userData: UserData.forLinux(),
      role,
      securityGroup: new SecurityGroup(this, 'Access', { vpc }),
    });
    const group = new AutoScalingGroup(this, 'Group', {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      mixedInstancesPolicy: {
        launchTemplate,
        launchTemplateOverrides: ['p5.48xlarge', 'p5en.48xlarge'].map((name) => ({
          instanceType: new InstanceType(name),
        })),
        instancesDistribution: { onDemandAllocationStrategy: OnDemandAllocationStrategy.PRIORITIZED },
      },
      minCapacity: 2,
      maxCapacity: 4,
    });
    group.scaleToTrackMetric('RequestsInFlight', {
      metric: new Metric({ namespace: 'Bare', metricName: 'RequestsInFlight' }),
      targetValue: 100,
      estimatedInstanceWarmup: Duration.minutes(10),
    });
    return group;
  }
}
