import type { Rule } from '../rule';
import { volumes } from './volumes';

export const encryptedVolumes: Rule = {
  id: 'PR-LT3',
  title: 'every volume of a launch template is stated and encrypted',
  why: 'AwsSolutions-EC26 cannot read the launch template of a mixed-instances policy, so no other check finds an unencrypted volume',
  fix: 'set Encrypted on every entry of LaunchTemplateData.BlockDeviceMappings',
  types: ['AWS::EC2::LaunchTemplate'],
  check: (resource) =>
    volumes(resource)
      .filter(({ ebs }) => ebs.Encrypted !== true)
      .map(({ location }) => location),
};
