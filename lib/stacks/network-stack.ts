import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ExistingNetwork } from '../constructs/existing-network';
import type { FleetNetwork } from '../constructs/fleet-network';
import { RegionalNetwork } from '../constructs/regional-network';
import { artifactBucketName } from '../contract/artifacts';
import { waysOut } from '../overhead/network-cost';
import type { Plan, RegionPlan } from '../plan/plan';
import { assertInsideJurisdiction } from './inside-jurisdiction';
import { pinnedId, pinnedSubnets } from './pinned-id';

export interface NetworkStackProps extends StackProps {
  readonly plan: Plan;
  readonly region: RegionPlan;
}

export class NetworkStack extends Stack {
  readonly network: FleetNetwork;

  constructor(scope: Construct, id: string, { plan, region, ...props }: NetworkStackProps) {
    assertInsideJurisdiction(id, plan, region.region, props.env);
    super(scope, id, props);
    const { name: fleet, account, access, network } = plan.fleet;
    const gateways = plan.gatewayGroups?.some((group) => group.region === region.region) ?? false;
    const interfaceEndpoints = waysOut(plan, region.region).endpoints;
    if (region.existingNetwork !== undefined) {
      const { vpcId, privateSubnets, publicSubnets } = region.existingNetwork;
      this.network = new ExistingNetwork(this, 'Existing', {
        vpcId: pinnedId(vpcId),
        privateSubnets: pinnedSubnets(privateSubnets, region.zoneIds),
        publicSubnets: access.private === undefined ? pinnedSubnets(publicSubnets, region.zoneIds) : {},
        interfaceEndpoints,
        gateways,
      });
      return;
    }
    this.network = new RegionalNetwork(this, 'Network', {
      zoneIds: region.subnetZoneIds,
      usedZoneIds: region.zoneIds,
      cidrBlock: region.vpcCidr,
      internetFacing: access.private === undefined,
      artifactBucketName: artifactBucketName({ fleet, account, region: region.region }),
      interfaceEndpoints,
      internet: network.internet,
      gateways,
    });
  }
}
