import { type Duration, Size } from 'aws-cdk-lib';
import { type ISecurityGroup, type ISubnet, type IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, type IConstruct } from 'constructs';
import type { CellParameters } from '../contract/cell-parameters';
import { ports } from '../contract/endpoints';
import { cellDimensions } from '../contract/metrics';
import { poolGroupName } from '../contract/names';
import type { PoolName } from '../contract/pools';
import { rootVolumeGiB } from '../contract/root-volume';
import type { Alarms, NoAlarms } from './alarms';
import { bootScript } from './boot-script';
import type { CompanyNetwork } from './company-network-script';
import { InstanceRole } from './instance-role';
import { InstanceTargets } from './instance-targets';
import { InstanceTemplate } from './instance-template';
import { type PoolCapacity, PoolGroup } from './pool-group';

export interface ServingCellProps {
  readonly network: CellNetwork;
  readonly frontDoor: FrontDoor;
  readonly pins: CellPins;
  /** Keys the salts of the prefix caches. */
  readonly cacheSaltSecret: ISecret;
  readonly parameters: Omit<CellParameters, 'targetGroupArns'>;
  readonly sizing: CellSizing;
  readonly alarms: Alarms | NoAlarms;
}

/** The load balancer in front, with its security group and the listener that has its certificates. */
export interface FrontDoor {
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly listener: IConstruct;
  readonly securityGroup: ISecurityGroup;
  /** Security group of the gateways, which alone reach the cells. @default - the load balancer reaches them */
  readonly gateways?: ISecurityGroup | undefined;
}

/** The network in which the instances run. */
export interface CellNetwork {
  readonly vpc: IVpc;
  /** Subnets of the zones in which every allowed type is offered. */
  readonly subnets: readonly ISubnet[];
  /** Security group of the AWS services' endpoints. */
  readonly serviceAccess: ISecurityGroup;
  /** How instances reach AWS services in the network of a company. @default - directly */
  readonly companyNetwork?: CompanyNetwork | undefined;
}

/** What the instances start from, or tokens of it. */
export interface CellPins {
  readonly machineImageId: string;
  /** Digest of the agent's archive. */
  readonly agentDigest: string;
  /** Key that encrypts weights, volumes and the key of cache salts. @default - keys of AWS */
  readonly encryptionKey?: IKey | undefined;
}

export interface CellSizing {
  readonly pools: readonly CellPool[];
  /** What a group waits once an instance is in service before it counts it. */
  readonly instanceWarmup: Duration;
  readonly longestRequest: Duration;
  readonly rootVolumeMiBPerSecond: number;
}

/** One group of the cell. */
export interface CellPool extends PoolCapacity {
  readonly pool: Exclude<PoolName, 'capacity-block'>;
  /** Requests running and waiting that one instance should hold: later for an overflow than for the baseline. */
  readonly targetRequestsInFlight: number;
}

const constructIds = { baseline: 'Baseline', overflow: 'Overflow' } as const;

/** One model in one region: its instances, and the target groups through which they are reached. */
export class ServingCell extends Construct {
  /** Undefined where gateways lead to the instances. */
  readonly targets: InstanceTargets | undefined;

  constructor(scope: Construct, id: string, props: ServingCellProps) {
    super(scope, id);
    const { network, frontDoor, parameters, sizing } = props;
    const { machineImageId, agentDigest, encryptionKey } = props.pins;
    const { vpc, subnets } = network;
    this.targets =
      frontDoor.gateways === undefined
        ? new InstanceTargets(this, 'Targets', { vpc, deregistrationDelay: sizing.longestRequest })
        : undefined;
    const securityGroup = this.instanceAccess(network, frontDoor);
    const targetGroups = this.targets === undefined ? [] : [this.targets.serving, this.targets.readiness];
    const targetGroupArns = targetGroups.map(({ targetGroupArn }) => targetGroupArn);
    const { role } = new InstanceRole(this, 'Role', {
      cell: parameters,
      groupNames: sizing.pools.map(({ pool }) => poolGroupName(parameters, pool)),
      // Auto Scaling deregisters what it ends; only a spot instance that AWS takes back leaves by itself.
      targetGroupArns: sizing.pools.some(({ purchase }) => purchase.option === 'spot') ? targetGroupArns : [],
      cacheSaltSecret: props.cacheSaltSecret,
      compileCache: parameters.compileCache,
      encryptionKeyArn: encryptionKey?.keyArn,
    });
    const { launchTemplate } = new InstanceTemplate(this, 'Instances', {
      machineImageId,
      role,
      securityGroup,
      rootVolume: { size: Size.gibibytes(rootVolumeGiB), mibPerSecond: sizing.rootVolumeMiBPerSecond, encryptionKey },
      fleet: parameters.fleet,
      script: (place) =>
        bootScript({
          parameters: { ...parameters, targetGroupArns },
          agentDigest,
          companyNetwork: network.companyNetwork,
          ...place,
        }),
    });
    const dimensions = cellDimensions(parameters);
    for (const { pool, targetRequestsInFlight, ...capacity } of sizing.pools) {
      const group = new PoolGroup(this, constructIds[pool], {
        groupName: poolGroupName(parameters, pool),
        launchTemplate,
        subnets,
        targetGroups,
        capacity,
        scaling: { dimensions, targetRequestsInFlight, instanceWarmup: sizing.instanceWarmup },
      });
      // Nothing is launched before it may do what its launch hook waits for.
      // GPUs are paid for from their launch on, and a certificate can take hours to be issued.
      group.node.addDependency(role, frontDoor.listener);
    }
    props.alarms.watch({
      component: 'serving-cell',
      model: parameters.model,
      dimensions:
        this.targets === undefined
          ? {}
          : {
              LoadBalancer: frontDoor.loadBalancer.loadBalancerFullName,
              TargetGroup: this.targets.serving.targetGroupFullName,
            },
    });
  }

  private instanceAccess(
    { vpc, serviceAccess, companyNetwork }: CellNetwork,
    { securityGroup: frontDoor, gateways }: FrontDoor,
  ): SecurityGroup {
    const access = new SecurityGroup(this, 'Access', {
      vpc,
      allowAllOutbound: false,
      description: 'GPU instances of one cell',
    });
    // S3's prefix list has an id that no template knows. Whether there is a route to the internet, the fleet file says.
    access.addEgressRule(Peer.anyIpv4(), Port.tcp(ports.https), 'AWS services through endpoints');
    const inOwnStack = true;
    const proxyPort = companyNetwork?.proxy?.url.split(':').at(-1);
    if (proxyPort !== undefined) {
      access.addEgressRule(Peer.anyIpv4(), Port.tcp(Number(proxyPort)), 'the proxy of the company');
    }
    serviceAccess.addIngressRule(access, Port.tcp(ports.https), 'from the instances of a cell', inOwnStack);
    for (const port of [ports.serving, ports.readiness]) {
      access.addIngressRule(
        gateways ?? frontDoor,
        Port.tcp(port),
        gateways === undefined ? 'from the load balancer' : 'from the gateways',
      );
      (gateways ?? frontDoor).addEgressRule(access, Port.tcp(port), 'to the instances');
    }
    return access;
  }
}
