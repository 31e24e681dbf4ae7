import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { Alarms, NoAlarms } from '../constructs/alarms';
import { CacheSaltSecret } from '../constructs/cache-salt-secret';
import type { FleetNetwork } from '../constructs/fleet-network';
import { GatewayGroup, type GatewayPins } from '../constructs/gateway-group';
import { InferenceLoadBalancer } from '../constructs/inference-load-balancer';
import type { InstanceTargets } from '../constructs/instance-targets';
import { pinnedValue } from '../constructs/pinned-value';
import { RequestFirewall } from '../constructs/request-firewall';
import { RolloutWatch } from '../constructs/rollout-watch';
import { type FrontDoor, ServingCell } from '../constructs/serving-cell';
import { type TokenCheck, WorkloadRoute } from '../constructs/workload-route';
import { pinnedDigest } from '../contract/digests';
import { firewallName, loadBalancerName, regionalHostName, workloadHostName } from '../contract/names';
import type { RolloutMode } from '../contract/rollout';
import { apiRoutes, listenerRulesPerWorkload } from '../engine/api-routes';
import type { ModelPlan, Plan, RegionPlan, WorkloadPlan } from '../plan/plan';
import { cellParameters } from './cell-parameters';
import { cellSizing } from './cell-sizing';
import { gatewayCapacity } from './gateway-capacity';
import { gatewayParameters } from './gateway-parameters';
import { assertInsideJurisdiction } from './inside-jurisdiction';
import { pinnedId } from './pinned-id';
import { recordWriter } from './zone-writer';

export interface ServingStackProps extends StackProps {
  readonly plan: Plan;
  readonly region: RegionPlan;
  readonly network: FleetNetwork;
  readonly alarms: Alarms | NoAlarms;
  readonly rollout: RolloutMode;
}

const digestPattern = pinnedDigest.source;

export class ServingStack extends Stack {
  constructor(scope: Construct, id: string, { plan, region, network, alarms, rollout, ...props }: ServingStackProps) {
    assertInsideJurisdiction(id, plan, region.region, props.env);
    super(scope, id, props);
    const { fleet } = plan;
    const workloads = plan.workloads.filter(({ regions }) => regions.includes(region.region));
    const namesOf = ({ name, jurisdiction }: WorkloadPlan): [string, string] => {
      const parts = { workload: name, jurisdiction, domain: fleet.domain };
      return [workloadHostName(parts), regionalHostName(region.region, parts)];
    };
    const hostedZone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: fleet.hostedZoneId,
      zoneName: fleet.domain,
    });
    const frontDoor = new InferenceLoadBalancer(this, 'FrontDoor', {
      loadBalancerName: loadBalancerName(fleet.name),
      vpc: network.vpc,
      subnets:
        fleet.access.private === undefined
          ? network.publicSubnetsIn(region.zoneIds)
          : network.privateSubnetsIn(region.zoneIds),
      clients: { cidrs: fleet.access.private?.clientCidrs, showTokens: fleet.access.jwtIssuer !== undefined },
      hostedZone,
      hostNames: new Map(workloads.map((workload) => [workload.name, namesOf(workload)])),
      certificateArns: fleet.certificateArns[region.region],
      accessLogBucketName: fleet.accessLogBuckets[region.region],
      idleTimeout: Duration.seconds(idleSeconds(plan, region.region)),
    });
    new RequestFirewall(this, 'Firewall', {
      name: firewallName(fleet.name),
      loadBalancer: frontDoor.loadBalancer,
      requestsPerClient: region.edge.requestsPerClient.value,
      bodyLimitBytes: region.edge.bodyLimitBytes.value,
      images: region.edge.images && {
        hostNames: workloads.filter(({ name }) => region.edge.images?.workloads.includes(name)).flatMap(namesOf),
        bodyLimitBytes: region.edge.images.bodyLimitBytes.value,
      },
      alarms,
    });
    const machineImageId = pinnedValue(this, 'MachineImageId', pinnedId(region.machineImage), {
      type: 'AWS::EC2::Image::Id',
    });
    const engineImageDigest = pinnedValue(this, 'EngineImageDigest', pinnedId(plan.engineImageDigest), {
      allowedPattern: digestPattern,
    });
    const guardImageDigest = pinnedValue(this, 'GuardImageDigest', pinnedId(plan.guardImageDigest), {
      allowedPattern: digestPattern,
    });
    const agentDigest = pinnedValue(this, 'AgentDigest', pinnedId(plan.agentDigest), { allowedPattern: digestPattern });
    const models = new Construct(this, 'Models');
    const weightsManifest = ({ name, weightsManifest }: ModelPlan): string =>
      pinnedValue(new Construct(models, name), 'WeightsManifest', pinnedId(weightsManifest), {
        allowedPattern: digestPattern,
      });
    const keyArn = fleet.encryptionKeyArns[region.region];
    const encryptionKey = keyArn === undefined ? undefined : Key.fromKeyArn(this, 'EncryptionKey', keyArn);
    const gateway = this.gateways(plan, region, network, frontDoor, { machineImageId, encryptionKey }, alarms);
    const { secret: cacheSaltSecret } = new CacheSaltSecret(this, 'CacheSalt', { fleet: fleet.name, encryptionKey });
    const cellScope = new Construct(this, 'Cells');
    const routes = new Construct(this, 'Routes');
    const names = new Construct(this, 'Names');
    const cells = new Map(
      plan.cells
        .filter((cell) => cell.region === region.region)
        .map((cell) => {
          const model = modelOf(plan, cell);
          return [
            cell.model,
            new ServingCell(cellScope, cell.model, {
              network: {
                vpc: network.vpc,
                subnets: network.privateSubnetsIn(cell.zoneIds),
                serviceAccess: network.serviceAccess,
                companyNetwork: fleet.network,
              },
              frontDoor: frontDoorOf(frontDoor, gateway),
              pins: { machineImageId, agentDigest, encryptionKey },
              cacheSaltSecret,
              parameters: cellParameters(fleet, model, cell, {
                bodyLimitBytes: imageLimitOf(plan, region, model),
                engineImageDigest,
                guardImageDigest,
                weightsManifest: weightsManifest(model),
              }),
              sizing: cellSizing(cell),
              alarms,
            }),
          ] as const;
        }),
    );
    new RolloutWatch(this, 'RolloutWatch', { fleet: fleet.name, models: [...cells.keys()], mode: rollout });
    const writer = recordWriter(this, fleet);
    workloads.forEach((workload, index) => {
      const hostNames = namesOf(workload);
      new WorkloadRoute(routes, workload.name, {
        listener: frontDoor.listener,
        hostNames,
        apiRoutes: apiRoutes(modelOf(plan, workload)),
        targets: gateway?.targets ?? ((cells.get(workload.model) as ServingCell).targets as InstanceTargets),
        jwt: tokenCheck(fleet.access),
        firstPriority: 1 + index * listenerRulesPerWorkload,
      });
      if (writer === undefined) {
        new ARecord(names, workload.name, {
          zone: hostedZone,
          recordName: hostNames[1],
          target: RecordTarget.fromAlias(
            new LoadBalancerTarget(frontDoor.loadBalancer, { evaluateTargetHealth: true }),
          ),
        });
      } else {
        const { loadBalancerCanonicalHostedZoneId, loadBalancerDnsName } = frontDoor.loadBalancer;
        writer.write(names, workload.name, {
          name: hostNames[1],
          alias: {
            hostedZoneId: loadBalancerCanonicalHostedZoneId,
            dnsName: `dualstack.${loadBalancerDnsName}`,
            evaluateTargetHealth: true,
          },
        });
      }
    });
  }

  /** Undefined where the load balancer leads to the cells directly. */
  private gateways(
    plan: Plan,
    { region }: RegionPlan,
    network: FleetNetwork,
    frontDoor: FrontDoor,
    started: Omit<GatewayPins, 'programDigest'>,
    alarms: Alarms | NoAlarms,
  ): GatewayGroup | undefined {
    const group = plan.gatewayGroups?.find((one) => one.region === region);
    const pins = plan.gatewayPins;
    if (group === undefined || pins === undefined) {
      return undefined;
    }
    const imageDigest = pinnedValue(this, 'GatewayImageDigest', pinnedId(pins.imageDigest), {
      allowedPattern: digestPattern,
    });
    const programDigest = pinnedValue(this, 'GatewayAgentDigest', pinnedId(pins.agent), {
      allowedPattern: digestPattern,
    });
    return new GatewayGroup(this, 'Gateways', {
      network: {
        vpc: network.vpc,
        subnets: network.privateSubnetsIn(group.zoneIds),
        serviceAccess: network.serviceAccess,
      },
      frontDoor,
      pins: { ...started, programDigest },
      parameters: gatewayParameters(plan, group, imageDigest),
      capacity: gatewayCapacity(group),
      alarms,
    });
  }
}

const frontDoorOf = (
  { loadBalancer, listener, securityGroup }: InferenceLoadBalancer,
  gateway: GatewayGroup | undefined,
): FrontDoor => ({ loadBalancer, listener, securityGroup, gateways: gateway?.securityGroup });

const modelOf = ({ models }: Plan, { model }: { readonly model: string }): ModelPlan =>
  models.find(({ name }) => name === model) as ModelPlan;

/** Where the model answers a workload with images, as much as the firewall lets through for it. */
const imageLimitOf = ({ workloads }: Plan, { edge }: RegionPlan, { name }: ModelPlan): number | undefined =>
  workloads.some((workload) => workload.model === name && edge.images?.workloads.includes(workload.name))
    ? edge.images?.bodyLimitBytes.value
    : undefined;

const tokenCheck = ({ jwtIssuer, jwksUrl, requiredClaims }: Plan['fleet']['access']): TokenCheck | undefined =>
  jwtIssuer === undefined || jwksUrl === undefined ? undefined : { issuer: jwtIssuer, jwksUrl, requiredClaims };

/** One load balancer for all cells of the region. */
const idleSeconds = ({ cells }: Plan, region: string): number =>
  Math.max(...cells.filter((cell) => cell.region === region).map(({ timers }) => timers.idleTimeoutSeconds.value));
