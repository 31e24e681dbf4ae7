import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { engineRepositoryName } from '../contract/artifacts';

/** Pull the images of the fleet, which all lie in one repository. */
export function pullImages(scope: IConstruct, fleet: string): PolicyStatement[] {
  const { account, region, partition } = Stack.of(scope);
  return [
    new PolicyStatement({
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: [`arn:${partition}:ecr:${region}:${account}:repository/${engineRepositoryName(fleet)}`],
    }),
    new PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }), // the action has no resources
  ];
}

/** Complete the hooks of groups, by their ARNs. */
export const completeHooks = (groups: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    actions: ['autoscaling:CompleteLifecycleAction', 'autoscaling:RecordLifecycleActionHeartbeat'],
    resources: [...groups],
  });

/** Be reached by Session Manager instead of SSH. */
export const takeSessions = (): PolicyStatement =>
  new PolicyStatement({
    actions: [
      'ssm:UpdateInstanceInformation',
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ],
    resources: ['*'], // Session Manager's channels have no resources
  });
