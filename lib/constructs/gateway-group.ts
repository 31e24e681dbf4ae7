import { type Duration, Size } from 'aws-cdk-lib';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { type ISecurityGroup, type IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { gp3 } from '../catalogue/gp3';
import { ports } from '../contract/endpoints';
import { type GatewayParameters, gatewayGroupName, gatewayRootVolumeGiB } from '../contract/gateway';
import { acknowledge } from './acknowledge';
import type { Alarms, NoAlarms } from './alarms';
import { gatewayBootScript } from './gateway-boot-script';
import { GatewayRole } from './gateway-role';
import { instanceRefresh, type Replacement } from './instance-refresh';
import { InstanceTargets } from './instance-targets';
import { InstanceTemplate } from './instance-template';
import { type HookTimes, lifecycleHooks } from './lifecycle-hooks';
import { purchaseOf } from './purchase';
import type { CellNetwork, FrontDoor } from './serving-cell';

export interface GatewayGroupProps {
  /** Subnets of zones that offer the type. */
  readonly network: CellNetwork;
  readonly frontDoor: Omit<FrontDoor, 'gateways'>;
  readonly pins: GatewayPins;
  readonly parameters: GatewayParameters;
  readonly capacity: GatewayCapacity;
  readonly alarms: Alarms | NoAlarms;
}

/** What gateways start from, or tokens of it. */
export interface GatewayPins {
  readonly machineImageId: string;
  /** Digest of the archive of the gateways' program. */
  readonly programDigest: string;
  /** Encrypts root volumes and what was pushed. @default - the keys of AWS */
  readonly encryptionKey?: IKey | undefined;
}

export interface GatewayCapacity {
  readonly instanceType: string;
  /** They all run at all times. */
  readonly instances: number;
  readonly hooks: HookTimes;
  readonly replacement: Replacement;
  readonly longestRequest: Duration;
  /** From the launch hook until the load balancer sends traffic, seconds. */
  readonly registrationSeconds: number;
}

/** The gateways of one region: Envoy on instances without GPUs, between the load balancer and the cells. */
export class GatewayGroup extends Construct {
  readonly targets: InstanceTargets;
  /** Security group of the gateways: cells accept its members alone. */
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: GatewayGroupProps) {
    super(scope, id);
    const { network, frontDoor, parameters, capacity } = props;
    this.targets = new InstanceTargets(this, 'Targets', {
      vpc: network.vpc,
      deregistrationDelay: capacity.longestRequest,
    });
    this.securityGroup = this.access(network.vpc, frontDoor.securityGroup, network.serviceAccess);
    const { role } = new GatewayRole(this, 'Role', {
      fleet: parameters.fleet,
      encryptionKeyArn: props.pins.encryptionKey?.keyArn,
    });
    const { launchTemplate } = new InstanceTemplate(this, 'Instances', {
      machineImageId: props.pins.machineImageId,
      role,
      securityGroup: this.securityGroup,
      rootVolume: {
        size: Size.gibibytes(gatewayRootVolumeGiB),
        mibPerSecond: gp3.baselineMiBPerSecond,
        encryptionKey: props.pins.encryptionKey,
      },
      fleet: parameters.fleet,
      script: (place) => gatewayBootScript({ parameters, programDigest: props.pins.programDigest, ...place }),
    });
    const { instancesDistribution, ...placement } = purchaseOf({ option: 'on-demand', reservations: [] });
    const group = new CfnAutoScalingGroup(this, 'Group', {
      autoScalingGroupName: gatewayGroupName(parameters.fleet),
      minSize: String(capacity.instances),
      maxSize: String(capacity.instances),
      vpcZoneIdentifier: network.subnets.map(({ subnetId }) => subnetId),
      targetGroupArns: [this.targets.serving, this.targets.readiness].map(({ targetGroupArn }) => targetGroupArn),
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: launchTemplate.launchTemplateId,
            version: launchTemplate.latestVersionNumber,
          },
          overrides: [{ instanceType: capacity.instanceType }],
        },
        instancesDistribution,
      },
      ...placement,
      ...lifecycleHooks(capacity.hooks),
      defaultInstanceWarmup: capacity.registrationSeconds,
      // With ELB health checks, a common cause that keeps Envoy from starting would end all gateways at once.
      healthCheckType: 'EC2',
      deletionProtection: 'prevent-force-deletion',
      availabilityZoneImpairmentPolicy: {
        zonalShiftEnabled: true,
        impairedZoneHealthCheckBehavior: 'ReplaceUnhealthy',
      },
      metricsCollection: [{ granularity: '1Minute' }],
    });
    group.cfnOptions.updatePolicy = {
      autoScalingScheduledAction: { ignoreUnmodifiedGroupSizeProperties: true },
      autoScalingInstanceRefresh: instanceRefresh(capacity.replacement),
    };
    // No gateway is launched before its role allows what the launch hook waits for, and before clients can reach it.
    group.node.addDependency(role, frontDoor.listener);
    acknowledge(
      group,
      {
        id: 'AwsSolutions-AS3',
        reason: 'alarms on healthy gateways and missing metrics page; launch notifications would only repeat them',
      },
      {
        id: 'AwsSolutions-EC26',
        reason:
          'the rule cannot read a mixed-instances policy; the launch template encrypts its only volume, which a test checks',
      },
    );
    props.alarms.watch({
      component: 'gateway',
      dimensions: {
        LoadBalancer: frontDoor.loadBalancer.loadBalancerFullName,
        TargetGroup: this.targets.serving.targetGroupFullName,
      },
    });
    props.alarms.watch({ component: 'gateway-group' });
    for (const { model } of parameters.cells) {
      props.alarms.watch({ component: 'gateway-group', model });
    }
  }

  private access(vpc: IVpc, frontDoor: ISecurityGroup, services: ISecurityGroup): SecurityGroup {
    const access = new SecurityGroup(this, 'Access', {
      vpc,
      allowAllOutbound: false,
      description: 'Gateways of the region',
    });
    access.addEgressRule(Peer.anyIpv4(), Port.tcp(ports.https), 'AWS services through endpoints');
    const inOwnStack = true;
    services.addIngressRule(access, Port.tcp(ports.https), 'from the gateways', inOwnStack);
    for (const port of [ports.serving, ports.readiness]) {
      access.addIngressRule(frontDoor, Port.tcp(port), 'from the load balancer');
      frontDoor.addEgressRule(access, Port.tcp(port), 'to the gateways');
    }
    return access;
  }
}
