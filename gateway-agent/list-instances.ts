import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { GatewayParameters } from '../lib/contract/gateway';
import type { ListedInstance, ListInstances } from './ports';

/** What AWS is asked. Both answer in whole: every page. @throws Error when AWS does not answer */
export interface AwsLists {
  groups(names: readonly string[]): Promise<readonly AutoScalingGroup[]>;
  /** By instance id, for those that have one. */
  privateAddresses(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Instances that start or leave stay listed: they say themselves whether they are ready, and finish what they have. */
const hasLeft = /^(Terminated|Detached|Warmed:)/;

/** Lists the instances of every cell of the region by the groups that they are in. */
export const instanceLister =
  ({ groups, privateAddresses }: AwsLists, cells: GatewayParameters['cells']): ListInstances =>
  async () => {
    const found = await groups(cells.flatMap(({ groupNames }) => groupNames));
    const listed = cells.flatMap(({ model, groupNames }) => {
      const own = found.filter(({ AutoScalingGroupName = '' }) => groupNames.includes(AutoScalingGroupName));
      return own.length === 0 ? [] : [{ model, members: own.flatMap(({ Instances = [] }) => Instances) }];
    });
    const ids = listed.flatMap(({ members }) => members.flatMap(({ InstanceId = '' }) => InstanceId));
    const addresses = ids.length === 0 ? new Map<string, string>() : await privateAddresses(ids);
    return Object.fromEntries(
      listed.map(({ model, members }) => [
        model,
        members.flatMap(({ InstanceId: id = '', LifecycleState = '' }): ListedInstance[] => {
          const address = addresses.get(id);
          return address === undefined || hasLeft.test(LifecycleState)
            ? []
            : [{ id, address, isInService: LifecycleState === 'InService' }];
        }),
      ]),
    );
  };
