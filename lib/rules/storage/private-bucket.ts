import { at } from '../../template/values';
import type { Rule } from '../rule';

const blocks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

export const privateBucket: Rule = {
  id: 'PR-BK1',
  title: 'buckets block public access with all four settings',
  why: 'otherwise a policy that is added later could publish weights or logs',
  fix: `set PublicAccessBlockConfiguration: ${blocks.join(', ')}`,
  types: ['AWS::S3::Bucket'],
  check: ({ properties }) =>
    blocks
      .filter((block) => at(properties, `PublicAccessBlockConfiguration.${block}`) !== true)
      .map((block) => `Properties/PublicAccessBlockConfiguration/${block}`),
};
