import { Stack, type StackProps } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

export class BareAccountStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const topic = new Topic(this, 'Budgets', { masterKey: new Key(this, 'Key', { enableKeyRotation: true }) });
    topic.addSubscription(new EmailSubscription('finance@example.com'));
    topic.grantPublish(new ServicePrincipal('budgets.amazonaws.com'));
  }
}
