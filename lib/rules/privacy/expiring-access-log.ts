import { referred } from '../../template/template';
import { at, list, number } from '../../template/values';
import { type Rule, unless } from '../rule';

const attribute = (properties: unknown, key: string): unknown =>
  at(
    list(at(properties, 'LoadBalancerAttributes')).find((one) => at(one, 'Key') === key),
    'Value',
  );

const expires = (rule: unknown): boolean =>
  at(rule, 'Status') === 'Enabled' && at(rule, 'Prefix') === undefined && number(at(rule, 'ExpirationInDays')) > 0;

export const expiringAccessLog: Rule = {
  id: 'PR-PV4',
  title: 'load balancers keep an access log that expires, or one in a bucket of another owner',
  why: 'without an access log, requests cannot be traced to a client; without expiry, client addresses are kept for ever',
  fix: 'send the log to a bucket of the template whose lifecycle expires every object, or name a log archive in accessLogBuckets',
  types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check: ({ properties }, { template }) => {
    const named = attribute(properties, 'access_logs.s3.bucket');
    const bucket = referred(template, named);
    return [
      ...unless(attribute(properties, 'access_logs.s3.enabled') === 'true', 'Properties/LoadBalancerAttributes'),
      ...unless(
        typeof named === 'string' || list(at(bucket?.properties, 'LifecycleConfiguration.Rules')).some(expires),
        'Properties/LoadBalancerAttributes/access_logs.s3.bucket',
      ),
    ];
  },
};
