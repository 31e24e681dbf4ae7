import { gpuFamilyPatterns } from '../catalogue/instance-types';
import type { Phase } from '../contract/phases';
import { tagKeys } from '../contract/tags';
import type { AwsCommand, Substitution } from './command';

/** Instances of a phase, by tag. */
export const phaseInstances = (phase: Phase, region: string, state: 'running' | 'stopped'): AwsCommand => ({
  service: 'ec2',
  operation: 'describe-instances',
  region,
  options: { filters: [`Name=tag:${tagKeys.phase},Values=${phase}`, `Name=instance-state-name,Values=${state}`] },
});

/** Running GPU instances without the phase tag: no filter of the API finds what is absent, so the query does. */
export const untaggedInstances = (region: string, fields: string): AwsCommand => ({
  service: 'ec2',
  operation: 'describe-instances',
  region,
  options: {
    filters: [`Name=instance-type,Values=${gpuFamilyPatterns.join(',')}`, 'Name=instance-state-name,Values=running'],
  },
  query: `Reservations[].Instances[?!not_null(Tags[?Key==\`${tagKeys.phase}\`].Value|[0])][].${fields}`,
});

/** The instance ids that a command finds, for another to act on. */
export const idsOf = (command: AwsCommand): Substitution => ({
  as: 'words',
  outputOf: { query: instanceIds, ...command, output: 'text' },
});

export const instanceTable = '[InstanceId,InstanceType,LaunchTime]';

const instanceIds = 'Reservations[].Instances[].InstanceId';
