import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { RegionalNetwork } from '../constructs/regional-network';
import { artifactBucketName } from '../contract/artifacts';
import { waysOut } from '../overhead/network-cost';
import type { Plan, RegionPlan } from '../plan/plan';
import { assertInsideJurisdiction } from './inside-jurisdiction';

export interface NetworkStackProps extends StackProps {
  readonly plan: Plan;
  readonly region: RegionPlan;
}

export class NetworkStack extends Stack {
  readonly network: RegionalNetwork;

  constructor(scope: Construct, id: string, { plan, region, ...props }: NetworkStackProps) {
    assertInsideJurisdiction(id, plan, region.region, props.env);
    super(scope, id, props);
    const { name: fleet, account, access, network } = plan.fleet;
    this.network = new RegionalNetwork(this, 'Network', {
      zoneIds: region.subnetZoneIds,
      usedZoneIds: region.zoneIds,
      cidrBlock: region.vpcCidr,
      internetFacing: access.private === undefined,
      artifactBucketName: artifactBucketName({ fleet, account, region: region.region }),
      interfaceEndpoints: waysOut(plan, region.region).endpoints,
      internet: network.internet,
    });
  }
}
