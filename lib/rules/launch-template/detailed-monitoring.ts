import { at } from '../../template/values';
import { type Rule, unless } from '../rule';

export const detailedMonitoring: Rule = {
  id: 'PR-LT8',
  title: 'GPU instances report every minute',
  why: 'with metrics every five minutes, scaling and alarms react to a spike after it is over',
  fix: 'set LaunchTemplateData.Monitoring.Enabled to true',
  types: ['AWS::EC2::LaunchTemplate'],
  check: ({ properties }) =>
    unless(
      at(properties, 'LaunchTemplateData.Monitoring.Enabled') === true,
      'Properties/LaunchTemplateData/Monitoring/Enabled',
    ),
};
