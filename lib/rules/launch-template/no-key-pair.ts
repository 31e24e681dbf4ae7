import { at } from '../../template/values';
import { type Rule, unless } from '../rule';

export const noKeyPair: Rule = {
  id: 'PR-LT6',
  title: 'no GPU instance has a key pair',
  why: 'Session Manager names, logs and revokes every session; a shared SSH key does none of these',
  fix: 'remove LaunchTemplateData.KeyName',
  types: ['AWS::EC2::LaunchTemplate'],
  check: ({ properties }) =>
    unless(at(properties, 'LaunchTemplateData.KeyName') === undefined, 'Properties/LaunchTemplateData/KeyName'),
};
