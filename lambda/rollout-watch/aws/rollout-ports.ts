import {
  ActiveInstanceRefreshNotFoundFault,
  type AutoScalingClient,
  CancelInstanceRefreshCommand,
  DescribeInstanceRefreshesCommand,
  type InstanceRefreshStatus,
} from '@aws-sdk/client-auto-scaling';
import {
  CancelUpdateStackCommand,
  type CloudFormationClient,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { stackNames } from '../../../lib/contract/names';
import { nameOfError } from '../../../programs/name-of-error';
import type { RolloutPorts } from '../stop-rollout';

/** In these a refresh can be cancelled. */
const active: readonly (InstanceRefreshStatus | undefined)[] = ['Pending', 'InProgress', 'Baking'];

export interface RolloutClients {
  readonly autoScaling: AutoScalingClient;
  readonly cloudFormation: CloudFormationClient;
}

export const rolloutPorts = (
  { autoScaling, cloudFormation }: RolloutClients,
  fleet: string,
  region: string,
): RolloutPorts => {
  const StackName = stackNames.serving(fleet, region);
  return {
    stackStatus: async () => {
      const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
      return Stacks[0]?.StackStatus ?? 'unknown';
    },
    activeRefresh: async (AutoScalingGroupName) => {
      try {
        const { InstanceRefreshes = [] } = await autoScaling.send(
          new DescribeInstanceRefreshesCommand({ AutoScalingGroupName, MaxRecords: 1 }),
        );
        const [newest] = InstanceRefreshes;
        return active.includes(newest?.Status) ? newest?.InstanceRefreshId : undefined;
      } catch (error) {
        // A model has groups by name that this region does not have.
        if (nameOfError(error) === 'ValidationError') {
          return undefined;
        }
        throw error;
      }
    },
    cancelUpdate: async () => {
      try {
        await cloudFormation.send(new CancelUpdateStackCommand({ StackName }));
        return true;
      } catch (error) {
        if (nameOfError(error) === 'ValidationError') {
          return false;
        }
        throw error;
      }
    },
    cancelRefresh: async (AutoScalingGroupName) => {
      try {
        await autoScaling.send(new CancelInstanceRefreshCommand({ AutoScalingGroupName }));
      } catch (error) {
        if (!(error instanceof ActiveInstanceRefreshNotFoundFault)) {
          throw error;
        }
      }
    },
  };
};
