import { tagKeys } from '../../contract/tags';
import { at, list } from '../../template/values';
import type { Rule } from '../rule';

const kinds = ['instance', 'volume', 'network-interface'];
const keys = [tagKeys.fleet, tagKeys.phase];

export const tagsOfWhatIsLaunched: Rule = {
  id: 'PR-LT7',
  title: 'instances, volumes and network interfaces carry fleet and phase',
  why: 'Auto Scaling tags instances only, and no budget counts a volume or a network interface without tags',
  fix: `give LaunchTemplateData.TagSpecifications the tags ${keys.join(' and ')} for ${kinds.join(', ')}`,
  types: ['AWS::EC2::LaunchTemplate'],
  check: ({ properties }) => {
    const specifications = list(at(properties, 'LaunchTemplateData.TagSpecifications'));
    const tagged = (kind: string): unknown[] =>
      specifications
        .filter((specification) => at(specification, 'ResourceType') === kind)
        .flatMap((specification) => list(at(specification, 'Tags')).map((tag) => at(tag, 'Key')));
    return kinds
      .filter((kind) => !keys.every((key) => tagged(kind).includes(key)))
      .map((kind) => `Properties/LaunchTemplateData/TagSpecifications/${kind}`);
  },
};
