import { poolGroupName } from '../contract/names';
import type { PoolName } from '../contract/pools';
import type { AwsCommand, Substitution } from './command';

/** Commands about one group of a cell, with its real name. */
export interface GroupCommands {
  readonly sizes: AwsCommand;
  readonly activities: AwsCommand;
  readonly refreshes: AwsCommand;
  /** What EC2 itself knows of the instances: status checks, and what it has scheduled. */
  readonly instanceStatus: AwsCommand;
  /** Which version of the launch template each instance runs. */
  readonly versions: AwsCommand;
  /** Id of the machine image in the newest version of the group's launch template. */
  readonly machineImage: AwsCommand;
  readonly targetHealth: AwsCommand;
  readonly suspendLaunches: AwsCommand;
  readonly resumeLaunches: AwsCommand;
  /** Terminates the first instance that the load balancer calls unhealthy; the group launches another. */
  readonly replaceUnhealthy: AwsCommand;
  /** Leaves the maximum alone unless one is given. */
  setMinSize(instances: number, max?: number): AwsCommand;
  setMaxSize(instances: number): AwsCommand;
}

export const groupCommands = (
  fleet: string,
  model: string,
  region: string,
  pool: PoolName = 'baseline',
): GroupCommands => commandsOf(poolGroupName({ fleet, model }, pool), region);

/** The same about any group. */
export function commandsOf(group: string, region: string): GroupCommands {
  const autoScaling = (operation: string, options: AwsCommand['options']): AwsCommand => ({
    service: 'autoscaling',
    operation,
    region,
    options,
  });
  const describeGroup = autoScaling('describe-auto-scaling-groups', { 'auto-scaling-group-names': group });
  const targetHealth: AwsCommand = {
    service: 'elbv2',
    operation: 'describe-target-health',
    region,
    options: {
      'target-group-arn': word({ ...describeGroup, query: 'AutoScalingGroups[0].TargetGroupARNs[0]', output: 'text' }),
    },
  };
  return {
    sizes: {
      ...describeGroup,
      query:
        'AutoScalingGroups[].{min:MinSize,desired:DesiredCapacity,max:MaxSize,inService:length(Instances[?LifecycleState==`InService`]),all:length(Instances)}',
      output: 'table',
    },
    activities: {
      ...autoScaling('describe-scaling-activities', { 'auto-scaling-group-name': group, 'max-items': 5 }),
      query: 'Activities[].[StartTime,StatusCode,Description,StatusMessage]',
      output: 'text',
    },
    refreshes: {
      ...autoScaling('describe-instance-refreshes', { 'auto-scaling-group-name': group, 'max-records': 3 }),
      query: 'InstanceRefreshes[].[StartTime,EndTime,Status,StatusReason]',
      output: 'text',
    },
    instanceStatus: {
      service: 'ec2',
      operation: 'describe-instance-status',
      region,
      options: {
        'instance-ids': {
          as: 'words',
          outputOf: { ...describeGroup, query: 'AutoScalingGroups[].Instances[].InstanceId', output: 'text' },
        },
      },
      query:
        'InstanceStatuses[].[InstanceId,AvailabilityZone,InstanceStatus.Status,SystemStatus.Status,Events[0].Description]',
      output: 'table',
    },
    versions: {
      ...describeGroup,
      query: 'AutoScalingGroups[].Instances[].[InstanceId,InstanceType,LaunchTemplate.Version,LifecycleState]',
      output: 'table',
    },
    machineImage: {
      service: 'ec2',
      operation: 'describe-launch-template-versions',
      region,
      options: {
        'launch-template-id': word({
          ...describeGroup,
          query:
            'AutoScalingGroups[0].MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId',
          output: 'text',
        }),
        versions: '$Latest',
      },
      query: 'LaunchTemplateVersions[].LaunchTemplateData.ImageId',
      output: 'text',
    },
    targetHealth: {
      ...targetHealth,
      query: 'TargetHealthDescriptions[].[Target.Id,TargetHealth.State,TargetHealth.Reason]',
      output: 'table',
    },
    suspendLaunches: autoScaling('suspend-processes', {
      'auto-scaling-group-name': group,
      'scaling-processes': 'Launch',
    }),
    resumeLaunches: autoScaling('resume-processes', {
      'auto-scaling-group-name': group,
      'scaling-processes': 'Launch',
    }),
    replaceUnhealthy: autoScaling('terminate-instance-in-auto-scaling-group', {
      'instance-id': word({
        ...targetHealth,
        query: 'TargetHealthDescriptions[?TargetHealth.State==`unhealthy`].Target.Id|[0]',
        output: 'text',
      }),
      'no-should-decrement-desired-capacity': true,
    }),
    setMinSize: (instances, max) =>
      autoScaling('update-auto-scaling-group', {
        'auto-scaling-group-name': group,
        'min-size': instances,
        ...(max === undefined ? {} : { 'max-size': max }),
      }),
    setMaxSize: (instances) =>
      autoScaling('update-auto-scaling-group', { 'auto-scaling-group-name': group, 'max-size': instances }),
  };
}

const word = (outputOf: AwsCommand): Substitution => ({ as: 'word', outputOf });

/** State and reason of alarms in one region; the reason names the last values. */
export const alarmStates = (alarmNames: readonly string[], region: string): AwsCommand => ({
  service: 'cloudwatch',
  operation: 'describe-alarms',
  region,
  options: { 'alarm-names': alarmNames },
  query: 'MetricAlarms[].[AlarmName,StateValue,StateReason]',
  output: 'table',
});
