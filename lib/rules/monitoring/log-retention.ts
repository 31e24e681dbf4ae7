import { number } from '../../template/values';
import { type Rule, unless } from '../rule';

export const logRetention: Rule = {
  id: 'PR-LG1',
  title: 'every log group has a retention time',
  why: 'by default logs are kept for ever: the cost keeps growing, and a leak would expose more',
  fix: 'set RetentionInDays',
  types: ['AWS::Logs::LogGroup'],
  check: ({ properties }) => unless(number(properties.RetentionInDays) > 0, 'Properties/RetentionInDays'),
};
