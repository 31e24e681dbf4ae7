import { ports } from '../../contract/endpoints';
import { ofType, referredId, type StackTemplate } from '../../template/template';
import { at, list, number } from '../../template/values';
import type { Rule } from '../rule';
import { isInternet } from './internet-range';

const isAnywhere = (ingress: unknown): boolean => ['CidrIp', 'CidrIpv6'].some((key) => isInternet(at(ingress, key)));

const isHttps = (ingress: unknown): boolean =>
  at(ingress, 'IpProtocol') === 'tcp' &&
  number(at(ingress, 'FromPort')) === ports.https &&
  number(at(ingress, 'ToPort')) === ports.https;

const isOfLoadBalancer = (template: StackTemplate, groupId: string | undefined): boolean =>
  groupId !== undefined &&
  ofType(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer').some(({ properties }) =>
    list(properties.SecurityGroups).some((group) => referredId(group) === groupId),
  );

export const closedPorts: Rule = {
  id: 'PR-NW1',
  title: 'the internet reaches port 443 of load balancers and nothing else',
  why: 'a client that reaches an engine or an agent directly needs no token',
  fix: 'allow the security group of the load balancer instead of an address range',
  types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
  check: ({ type, logicalId, properties }, { template }) => {
    const own = type === 'AWS::EC2::SecurityGroup';
    const groupId = own ? logicalId : referredId(properties.GroupId);
    return (own ? list(properties.SecurityGroupIngress) : [properties]).flatMap((ingress, index) =>
      isAnywhere(ingress) && !(isHttps(ingress) && isOfLoadBalancer(template, groupId))
        ? [own ? `Properties/SecurityGroupIngress/${index}` : 'Properties']
        : [],
    );
  },
};
