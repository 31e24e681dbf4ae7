import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { RegionalNetwork } from '../constructs/regional-network';
import type { RegionPlan } from '../plan/plan';

export interface NetworkStackProps extends StackProps {
  readonly region: RegionPlan;
}

export class NetworkStack extends Stack {
  readonly network: RegionalNetwork;

  constructor(scope: Construct, id: string, { region, ...props }: NetworkStackProps) {
    super(scope, id, props);
    this.network = new RegionalNetwork(this, 'Network', { zoneIds: region.zoneIds });
  }
}
