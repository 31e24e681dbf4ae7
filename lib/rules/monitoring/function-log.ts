import { at } from '../../template/values';
import { type Rule, unless } from '../rule';

export const functionLog: Rule = {
  id: 'PR-LG2',
  title: 'functions log JSON to a log group of the template',
  why: 'a log group that Lambda creates keeps logs for ever, and text lines cannot be searched by field',
  fix: 'set LoggingConfig.LogGroup and LoggingConfig.LogFormat JSON',
  types: ['AWS::Lambda::Function'],
  check: ({ properties }) => [
    ...unless(at(properties, 'LoggingConfig.LogGroup') !== undefined, 'Properties/LoggingConfig/LogGroup'),
    ...unless(at(properties, 'LoggingConfig.LogFormat') === 'JSON', 'Properties/LoggingConfig/LogFormat'),
  ],
};
