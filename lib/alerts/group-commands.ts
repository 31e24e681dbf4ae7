import { baselineGroupName } from '../contract/names';
import type { AwsCommand } from './command';

/** Commands about one cell's baseline group, with its real name. */
export interface GroupCommands {
  readonly sizes: AwsCommand;
  readonly activities: AwsCommand;
  readonly targetHealth: AwsCommand;
  setMinSize(instances: number): AwsCommand;
  setMaxSize(instances: number): AwsCommand;
}

export function groupCommands(fleet: string, model: string, region: string): GroupCommands {
  const group = baselineGroupName({ fleet, model });
  const update = (option: string, instances: number): AwsCommand => ({
    service: 'autoscaling',
    operation: 'update-auto-scaling-group',
    region,
    options: { 'auto-scaling-group-name': group, [option]: instances },
  });
  return {
    sizes: {
      service: 'autoscaling',
      operation: 'describe-auto-scaling-groups',
      region,
      options: { 'auto-scaling-group-names': group },
      query:
        'AutoScalingGroups[].{min:MinSize,desired:DesiredCapacity,max:MaxSize,inService:length(Instances[?LifecycleState==`InService`]),all:length(Instances)}',
      output: 'table',
    },
    activities: {
      service: 'autoscaling',
      operation: 'describe-scaling-activities',
      region,
      options: { 'auto-scaling-group-name': group, 'max-items': 5 },
      query: 'Activities[].[StartTime,StatusCode,StatusMessage]',
      output: 'table',
    },
    targetHealth: {
      service: 'elbv2',
      operation: 'describe-target-health',
      region,
      options: {
        'target-group-arn': {
          as: 'word',
          outputOf: {
            service: 'autoscaling',
            operation: 'describe-auto-scaling-groups',
            region,
            options: { 'auto-scaling-group-names': group },
            query: 'AutoScalingGroups[0].TargetGroupARNs[0]',
            output: 'text',
          },
        },
      },
      query: 'TargetHealthDescriptions[].[Target.Id,TargetHealth.State,TargetHealth.Reason]',
      output: 'table',
    },
    setMinSize: (instances) => update('min-size', instances),
    setMaxSize: (instances) => update('max-size', instances),
  };
}

export const alarmState = (alarmName: string, region: string): AwsCommand => ({
  service: 'cloudwatch',
  operation: 'describe-alarms',
  region,
  options: { 'alarm-names': alarmName },
  query: 'MetricAlarms[].[AlarmName,StateValue,StateReason]',
  output: 'table',
});
