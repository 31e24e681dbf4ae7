import { gpuFamilyPatterns } from '../catalogue/instance-types';
import { type Phase, phaseTagValues } from '../contract/phases';
import { tagKeys } from '../contract/tags';
import type { AwsCommand, OptionValue, Substitution } from './command';

const tagOf = (key: string): string => `Tags[?Key==\`${key}\`].Value|[0]`;

/** What on-call must know of an instance before touching it: its owner, and whether a group would replace it. */
const instanceColumns = `[InstanceId,InstanceType,LaunchTime,${tagOf(tagKeys.owner)},${tagOf('aws:autoscaling:groupName')}]`;

const describeInstances = (region: string, filters: readonly string[]): AwsCommand => ({
  service: 'ec2',
  operation: 'describe-instances',
  region,
  options: { filters },
});

/** Every state but terminated. */
export const anyState = ['pending', 'running', 'stopping', 'stopped'];

/** Instances that carry a tag, in some states. */
export const taggedInstances = (region: string, key: string, value: string, states: readonly string[]): AwsCommand =>
  describeInstances(region, [`Name=tag:${key},Values=${value}`, `Name=instance-state-name,Values=${states.join(',')}`]);

/** Ids of a phase's running on-demand instances that no group would replace: those that can be stopped and started again. */
export const stoppableIds = (region: string, phase: Phase): Substitution => ({
  as: 'words',
  outputOf: {
    ...taggedInstances(region, tagKeys.phase, phase, ['running']),
    query: `Reservations[].Instances[?!not_null(${tagOf('aws:autoscaling:groupName')},InstanceLifecycle)][].InstanceId`,
    output: 'text',
  },
});

/** Running instances of a phase, as a table. */
export const phaseInstanceTable = (region: string, phase: Phase): AwsCommand => ({
  ...taggedInstances(region, tagKeys.phase, phase, ['running']),
  query: `Reservations[].Instances[].${instanceColumns}`,
  output: 'table',
});

const runningGpuInstances = (region: string): AwsCommand =>
  describeInstances(region, [
    `Name=instance-type,Values=${gpuFamilyPatterns.join(',')}`,
    'Name=instance-state-name,Values=running',
  ]);

/** Running GPU instances whose phase tag is missing or unknown: no filter of the API finds a missing tag, so the query does. */
export const untaggedInstanceTable = (region: string): AwsCommand => ({
  ...runningGpuInstances(region),
  query: `Reservations[].Instances[?!contains(\`${JSON.stringify(phaseTagValues)}\`,not_null(${tagOf(tagKeys.phase)},\`"none"\`))][].${instanceColumns}`,
  output: 'table',
});

/** Types of the running GPU instances, as a table. */
export const gpuInstanceTable = (region: string): AwsCommand => ({
  ...runningGpuInstances(region),
  query: `Reservations[].Instances[].${instanceColumns}`,
  output: 'table',
});

/** Ids of the running GPU instances that have no phase tag at all. */
export const idsWithoutPhase = (region: string): Substitution => ({
  as: 'words',
  outputOf: {
    ...runningGpuInstances(region),
    query: `Reservations[].Instances[?!not_null(${tagOf(tagKeys.phase)})][].InstanceId`,
    output: 'text',
  },
});

/** The ids that a command finds, for another to act on. */
export const idsOf = (command: AwsCommand): Substitution => ({
  as: 'words',
  outputOf: { ...command, query: 'Reservations[].Instances[].InstanceId', output: 'text' },
});

export const changeTags = (
  operation: 'create-tags' | 'delete-tags',
  region: string,
  resources: OptionValue,
  tags: Readonly<Record<string, string>>,
): AwsCommand => ({
  service: 'ec2',
  operation,
  region,
  options: { resources, tags: Object.entries(tags).map(([key, value]) => `Key=${key},Value=${value}`) },
});

/** The latest launches of instances; the columns are time, user and instance ids. */
export const launches = (region: string): AwsCommand => ({
  service: 'cloudtrail',
  operation: 'lookup-events',
  region,
  options: { 'lookup-attributes': 'AttributeKey=EventName,AttributeValue=RunInstances', 'max-items': 20 },
  query: 'Events[].[EventTime,Username,join(`,`,(Resources||`[]`)[?ResourceType==`AWS::EC2::Instance`].ResourceName)]',
  output: 'table',
});
