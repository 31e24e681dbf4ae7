import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** ARNs of groups by their names. Auto Scaling puts an id into them that no template knows; the name alone says which group it is. */
export function groupArns(scope: IConstruct, names: readonly string[]): string[] {
  const { partition, region, account } = Stack.of(scope);
  return names.map(
    (name) => `arn:${partition}:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${name}`,
  );
}

/** The finding of the rule pack on such an ARN. */
export const acknowledgedGroups = (arns: readonly string[]): { readonly id: string; readonly reason: string }[] =>
  arns.map((arn) => ({
    id: `AwsSolutions-IAM5[Resource::${arn}]`,
    reason: 'one group by its full name; what is left open is an id that Auto Scaling makes up',
  }));
