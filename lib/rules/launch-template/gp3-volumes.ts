import type { Rule } from '../rule';
import { volumes } from './volumes';

export const gp3Volumes: Rule = {
  id: 'PR-LT4',
  title: 'every volume of a launch template is gp3',
  why: 'the plan prices gp3 volumes with their throughput, and the cold start relies on the baseline speed of gp3',
  fix: 'set VolumeType to gp3 on every entry of LaunchTemplateData.BlockDeviceMappings',
  types: ['AWS::EC2::LaunchTemplate'],
  check: (resource) =>
    volumes(resource)
      .filter(({ ebs }) => ebs.VolumeType !== 'gp3')
      .map(({ location }) => location),
};
