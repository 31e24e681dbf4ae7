import { Stack, type StackProps } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export class BareArtifactsStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    new Bucket(this, 'Weights', {
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: new Bucket(this, 'AccessLogs', { enforceSSL: true }),
    });
    new Repository(this, 'EngineImages', { imageScanOnPush: true });
  }
}
