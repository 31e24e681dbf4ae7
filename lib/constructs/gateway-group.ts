import { type Duration, Size } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { gp3 } from '../catalogue/gp3';
import { ports } from '../contract/endpoints';
import { type GatewayParameters, gatewayGroupName, gatewayRootVolumeGiB } from '../contract/gateway';
import type { Alarms, NoAlarms } from './alarms';
import { gatewayBootScript } from './gateway-boot-script';
import { GatewayRole } from './gateway-role';
import { instanceGroup } from './instance-group';
import type { Replacement } from './instance-refresh';
import { InstanceTargets } from './instance-targets';
import { InstanceTemplate } from './instance-template';
import type { HookTimes } from './lifecycle-hooks';
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
    const group = instanceGroup(this, 'Group', {
      groupName: gatewayGroupName(parameters.fleet),
      launchTemplate,
      instanceTypes: [capacity.instanceType],
      subnets: network.subnets,
      targetGroups: [this.targets.serving, this.targets.readiness],
      minInstances: capacity.instances,
      maxInstances: capacity.instances,
      purchase: { option: 'on-demand', reservations: [] },
      hooks: capacity.hooks,
      warmupSeconds: capacity.registrationSeconds,
      replacement: capacity.replacement,
      insteadOfLaunchNotices:
        'alarms on healthy gateways and missing metrics page; launch notifications would only repeat them',
    });
    // No gateway is launched before its role allows what the launch hook waits for, and before clients can reach it.
    group.node.addDependency(role, frontDoor.listener);
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
