import { at } from '../../template/values';
import { type Rule, unless } from '../rule';

const path = 'LaunchTemplateData.MetadataOptions.HttpTokens';

export const imdsv2: Rule = {
  id: 'PR-LT1',
  title: 'launch templates demand IMDSv2',
  why: 'with IMDSv1, one forged request through the engine reads the credentials of the instance',
  fix: 'set LaunchTemplateData.MetadataOptions.HttpTokens to required',
  types: ['AWS::EC2::LaunchTemplate'],
  check: ({ properties }) => unless(at(properties, path) === 'required', `Properties/${path.replaceAll('.', '/')}`),
};
