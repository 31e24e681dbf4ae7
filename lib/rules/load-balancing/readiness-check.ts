import { paths, ports } from '../../contract/endpoints';
import { number } from '../../template/values';
import { type Rule, unless } from '../rule';

export const readinessCheck: Rule = {
  id: 'PR-LB2',
  title: 'targets are judged by the agent’s readiness',
  why: 'the engine answers 200 on its own health path while it is dead or hung',
  fix: `check path ${paths.ready} on port ${ports.readiness}`,
  types: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check: ({ properties }) => [
    ...unless(properties.HealthCheckPath === paths.ready, 'Properties/HealthCheckPath'),
    ...unless(number(properties.HealthCheckPort) === ports.readiness, 'Properties/HealthCheckPort'),
  ],
};
