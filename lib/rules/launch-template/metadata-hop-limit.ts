import { at, number } from '../../template/values';
import { type Rule, unless } from '../rule';

export const metadataHopLimit: Rule = {
  id: 'PR-LT2',
  title: 'the hop limit of instance metadata is 1',
  why: 'with a higher limit, a container on the instance reaches the credentials of the instance',
  fix: 'set LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit to 1',
  types: ['AWS::EC2::LaunchTemplate'],
  check: ({ properties }) =>
    unless(
      number(at(properties, 'LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit')) === 1,
      'Properties/LaunchTemplateData/MetadataOptions/HttpPutResponseHopLimit',
    ),
};
