import { type Rule, unless } from '../rule';
import { isRouted } from './routed-record';

export const checkedRecords: Rule = {
  id: 'PR-DN4',
  title: 'every routed record has a health check',
  why: 'Route 53 treats a record without a health check as always healthy, so traffic stays on a region that is lost',
  fix: 'set HealthCheckId',
  types: ['AWS::Route53::RecordSet'],
  check: (record) =>
    unless(!isRouted(record) || record.properties.HealthCheckId !== undefined, 'Properties/HealthCheckId'),
};
