import { ask } from '../../artifacts/ask';
import { type Group, isEmpty } from '../../removal/region-state';
import type { Interruption } from './interruption';
import { readGroups } from './read-region-state';

const scalingModule = () => import('@aws-sdk/client-auto-scaling');
const balancerModule = () => import('@aws-sdk/client-elastic-load-balancing-v2');

const pollSeconds = 5;

/**
 * Takes every group to zero and waits until its instances have gone the way that instances go, through their hooks: a group
 * that is protected from deletion by force is deleted only without any. Then its protection goes.
 *
 * @throws FindingError, Interrupted
 */
export async function emptyGroups(groups: readonly Group[], region: string, interruption: Interruption): Promise<void> {
  for (const group of groups.filter(({ minSize, maxSize }) => minSize > 0 || maxSize > 0)) {
    await toZero(group, region, interruption);
    process.stderr.write(`${region}: ${group.name} goes to zero\n`);
  }
  const names = groups.map(({ name }) => name);
  await interruption.wait(pollSeconds, async () => {
    const left = (await readGroups(region, names)).filter((group) => !isEmpty(group));
    return left.length === 0 ? undefined : `${region}: ${left.map(leftText).join('; ')}`;
  });
  for (const name of names) {
    await releaseGroup(name, region, interruption);
  }
}

/** Empty, it has nothing left to protect, and CloudFormation may delete it in whichever way it does. */
async function releaseGroup(name: string, region: string, interruption: Interruption): Promise<void> {
  const { AutoScalingClient, UpdateAutoScalingGroupCommand } = await scalingModule();
  interruption.check();
  const unprotected = { AutoScalingGroupName: name, DeletionProtection: 'none' } as const;
  await ask(
    { region, action: 'autoscaling:UpdateAutoScalingGroup', of: name },
    new AutoScalingClient({ region }).send(new UpdateAutoScalingGroupCommand(unprotected)),
  );
}

/** No scheduled action may raise it again. The sizes last: they say that the rest is done. */
async function toZero({ name, hasWarmPool }: Group, region: string, interruption: Interruption): Promise<void> {
  const { AutoScalingClient, PutWarmPoolCommand, SuspendProcessesCommand, UpdateAutoScalingGroupCommand } =
    await scalingModule();
  const client = new AutoScalingClient({ region });
  const AutoScalingGroupName = name;
  const asked = (action: string) => ({ region, action: `autoscaling:${action}`, of: name });
  interruption.check();
  const ScalingProcesses = ['Launch', 'ScheduledActions'];
  await ask(
    asked('SuspendProcesses'),
    client.send(new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses })),
  );
  if (hasWarmPool) {
    interruption.check();
    const none = { MinSize: 0, MaxGroupPreparedCapacity: 0 };
    await ask(asked('PutWarmPool'), client.send(new PutWarmPoolCommand({ AutoScalingGroupName, ...none })));
  }
  interruption.check();
  const sizes = { MinSize: 0, MaxSize: 0, DesiredCapacity: 0 };
  await ask(
    asked('UpdateAutoScalingGroup'),
    client.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, ...sizes })),
  );
}

function leftText({ name, instances, warmInstances }: Group): string {
  const states = [...new Set(instances)].map((state) => `${instances.filter((one) => one === state).length} ${state}`);
  return `${name} has ${[...states, ...(warmInstances > 0 ? [`${warmInstances} in its warm pool`] : [])].join(', ') || 'not taken its size yet'}`;
}

const protection = 'deletion_protection.enabled';

/** A load balancer that is protected would keep its stack from being deleted. @throws FindingError, Interrupted */
export async function releaseLoadBalancers(
  arns: readonly string[],
  region: string,
  interruption: Interruption,
): Promise<void> {
  for (const arn of arns) {
    interruption.check();
    const balancers = await balancerModule();
    const client = new balancers.ElasticLoadBalancingV2Client({ region });
    const asked = (action: string) => ({ region, action: `elasticloadbalancing:${action}`, of: arn });
    const { Attributes = [] } = await ask(
      asked('DescribeLoadBalancerAttributes'),
      client.send(new balancers.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn })),
    );
    if (Attributes.some(({ Key, Value }) => Key === protection && Value === 'true')) {
      const off = { LoadBalancerArn: arn, Attributes: [{ Key: protection, Value: 'false' }] };
      await ask(
        asked('ModifyLoadBalancerAttributes'),
        client.send(new balancers.ModifyLoadBalancerAttributesCommand(off)),
      );
      process.stderr.write(`${region}: deletion protection of its load balancer is off\n`);
    }
  }
}
