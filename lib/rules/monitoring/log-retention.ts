import { number } from '../../template/values';
import { type Rule, unless } from '../rule';

export const logRetention: Rule = {
  id: 'PR-LG1',
  title: 'every log group forgets',
  why: 'the default is never: the cost only grows, and so does what a leak would hold',
  fix: 'set RetentionInDays',
  types: ['AWS::Logs::LogGroup'],
  check: ({ properties }) => unless(number(properties.RetentionInDays) > 0, 'Properties/RetentionInDays'),
};
