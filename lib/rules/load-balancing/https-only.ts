import { type Rule, unless } from '../rule';

export const httpsOnly: Rule = {
  id: 'PR-LB3',
  title: 'listeners use HTTPS only',
  why: 'a client that is redirected from HTTP has already sent its token and its prompt in the clear',
  fix: 'set Protocol to HTTPS and open no other listener',
  types: ['AWS::ElasticLoadBalancingV2::Listener'],
  check: ({ properties }) => unless(properties.Protocol === 'HTTPS', 'Properties/Protocol'),
};
