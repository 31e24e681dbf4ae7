import { at, list } from '../../template/values';
import type { Rule } from '../rule';

export const noPublicAddress: Rule = {
  id: 'PR-LT5',
  title: 'no GPU instance asks for a public address',
  why: 'with a public address, requests can bypass the load balancer, its token check and its access log',
  fix: 'leave AssociatePublicIpAddress out or false, and give no Ipv6Addresses or Ipv6AddressCount',
  types: ['AWS::EC2::LaunchTemplate'],
  check: ({ properties }) =>
    list(at(properties, 'LaunchTemplateData.NetworkInterfaces')).flatMap((networkInterface, index) =>
      [
        ...((at(networkInterface, 'AssociatePublicIpAddress') ?? false) ? ['AssociatePublicIpAddress'] : []),
        ...['Ipv6Addresses', 'Ipv6AddressCount'].filter((key) => at(networkInterface, key) !== undefined),
      ].map((key) => `Properties/LaunchTemplateData/NetworkInterfaces/${index}/${key}`),
    ),
};
