import { paths } from '../../contract/endpoints';
import { type Resource, referred, type StackTemplate } from '../../template/template';
import { at, list } from '../../template/values';
import { type Rule, unless } from '../rule';
import { forwards, inOrder, leadsToReadiness } from './listener-actions';

/** The only path that needs no token. */
const asksForReadiness = ({ properties }: Resource): boolean =>
  list(properties.Conditions).some((condition) => {
    const values = list(at(condition, 'PathPatternConfig.Values') ?? at(condition, 'Values'));
    return at(condition, 'Field') === 'path-pattern' && values.length === 1 && values[0] === paths.ready;
  });

/** Whether the load balancer is known to be internal. A load balancer without a scheme faces the internet. */
function isInternal(resource: Resource, template: StackTemplate): boolean {
  const listener = resource.type.endsWith('ListenerRule')
    ? referred(template, resource.properties.ListenerArn)
    : resource;
  return referred(template, listener?.properties.LoadBalancerArn)?.properties.Scheme === 'internal';
}

export const tokenBeforeEngine: Rule = {
  id: 'PR-LB5',
  title: 'internet requests without a JSON Web Token reach only the readiness path',
  why: 'a rule that forwards before it checks a token lets any client use the GPUs',
  fix: `put a jwt-validation action before the forward, open ${paths.ready} on the agent’s port alone, or set the Scheme of the load balancer to internal`,
  types: ['AWS::ElasticLoadBalancingV2::ListenerRule', 'AWS::ElasticLoadBalancingV2::Listener'],
  check: (resource, { template }) => {
    const key = resource.type.endsWith('ListenerRule') ? 'Actions' : 'DefaultActions';
    const actions = inOrder(resource.properties[key]);
    const toEngine = actions.findIndex(
      (action) => forwards(action) && !(asksForReadiness(resource) && leadsToReadiness(action, template)),
    );
    const token = actions.findIndex((action) => at(action, 'Type') === 'jwt-validation');
    return unless(
      toEngine < 0 || (token >= 0 && token < toEngine) || isInternal(resource, template),
      `Properties/${key}`,
    );
  },
};
