import { type Rule, unless } from '../rule';

/** The families that also hold `TLS13-1-0` and `TLS13-1-1`, which admit TLS 1.0 and 1.1. */
const modern = /^ELBSecurityPolicy-TLS13-1-[23]-/;

export const tls13: Rule = {
  id: 'PR-LB4',
  title: 'listeners offer TLS 1.3 and nothing below 1.2',
  why: 'the default policy of CloudFormation is from 2016 and allows TLS 1.0',
  fix: 'set SslPolicy to ELBSecurityPolicy-TLS13-1-2-… or TLS13-1-3-…',
  types: ['AWS::ElasticLoadBalancingV2::Listener'],
  check: ({ properties: { SslPolicy: policy } }) =>
    unless(typeof policy === 'string' && modern.test(policy), 'Properties/SslPolicy'),
};
