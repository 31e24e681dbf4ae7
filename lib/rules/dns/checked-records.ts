import { type Rule, unless } from '../rule';
import { isRouted } from './routed-record';

export const checkedRecords: Rule = {
  id: 'PR-DN4',
  title: 'every record that Route 53 chooses among has a health check',
  why: 'a record without one is always healthy: traffic stays on a region that is lost',
  fix: 'set HealthCheckId',
  types: ['AWS::Route53::RecordSet'],
  check: (record) =>
    unless(!isRouted(record) || record.properties.HealthCheckId !== undefined, 'Properties/HealthCheckId'),
};
