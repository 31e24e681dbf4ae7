import { internetTagKeys } from '../../contract/tags';
import { ofType, type Resource, referred, referredId, type StackTemplate } from '../../template/template';
import { at, list } from '../../template/values';
import { type Rule, unless } from '../rule';
import { isLessThanInternet } from './internet-range';

const endpointsOf = (template: StackTemplate, key: 'RouteTableIds' | 'SubnetIds'): (string | undefined)[] =>
  ofType(template, 'AWS::EC2::VPCEndpoint').flatMap(({ properties }) => list(properties[key]).map(referredId));

/** Instances run where AWS services are reached through endpoints, so route tables and subnets with an endpoint are private. */
function isPrivate(template: StackTemplate, routeTable: unknown): boolean {
  const id = referredId(routeTable);
  const subnets = endpointsOf(template, 'SubnetIds');
  const ofSubnets = ofType(template, 'AWS::EC2::SubnetRouteTableAssociation')
    .filter(({ properties }) => subnets.includes(referredId(properties.SubnetId)))
    .map(({ properties }) => referredId(properties.RouteTableId));
  return id === undefined || [...endpointsOf(template, 'RouteTableIds'), ...ofSubnets].includes(id);
}

const says = (gateway: Resource | undefined, key: string): boolean =>
  list(gateway?.properties.Tags).some((tag) => at(tag, 'Key') === key && /\S/.test(String(at(tag, 'Value') ?? '')));

export const declaredInternet: Rule = {
  id: 'PR-NW2',
  title: 'private subnets have no route to the internet, or one that is declared with a reason and an owner',
  why: 'an instance that reaches the internet can send a prompt to any address',
  fix: `remove the route, or declare network.internet in the fleet file: it makes NAT gateways with the tags ${internetTagKeys.reason} and ${internetTagKeys.owner}`,
  types: ['AWS::EC2::Route'],
  check: ({ properties }, { template }) => {
    if (isLessThanInternet(properties.DestinationCidrBlock ?? properties.DestinationIpv6CidrBlock)) {
      return [];
    }
    const gateway = referred(template, properties.NatGatewayId);
    return properties.NatGatewayId === undefined
      ? unless(
          referred(template, properties.GatewayId)?.type === 'AWS::EC2::InternetGateway' &&
            !isPrivate(template, properties.RouteTableId),
          'Properties/RouteTableId',
        )
      : unless(
          says(gateway, internetTagKeys.reason) && says(gateway, internetTagKeys.owner),
          'Properties/NatGatewayId',
        );
  },
};
