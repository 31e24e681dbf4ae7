import { paths, ports } from '../../contract/endpoints';
import { number } from '../../template/values';
import { type Rule, unless } from '../rule';

export const readinessCheck: Rule = {
  id: 'PR-LB2',
  title: 'target groups check the readiness of the agent',
  why: 'an engine that is dead or hung can still answer 200 on its own health path',
  fix: `set the health check to path ${paths.ready} on port ${ports.readiness}`,
  types: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check: ({ properties }) => [
    ...unless(properties.HealthCheckPath === paths.ready, 'Properties/HealthCheckPath'),
    ...unless(number(properties.HealthCheckPort) === ports.readiness, 'Properties/HealthCheckPort'),
  ],
};
