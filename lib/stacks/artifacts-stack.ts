import { Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { ArtifactStore } from '../constructs/artifact-store';
import type { Plan, RegionPlan } from '../plan/plan';

export interface ArtifactsStackProps extends StackProps {
  readonly plan: Plan;
  readonly region: RegionPlan;
}

/** Deployed first, then filled by `npx polyregion artifacts push`, so that the region's instances find what they start from. */
export class ArtifactsStack extends Stack {
  constructor(scope: Construct, id: string, { plan, region, ...props }: ArtifactsStackProps) {
    super(scope, id, props);
    const { name: fleet, account, encryptionKeyArns } = plan.fleet;
    const keyArn = encryptionKeyArns[region.region];
    const encryptionKey = keyArn === undefined ? undefined : Key.fromKeyArn(this, 'EncryptionKey', keyArn);
    new ArtifactStore(this, 'Store', { fleet, account, region: region.region, encryptionKey });
  }
}
