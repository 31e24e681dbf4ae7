import type { PricedPlan } from '../../budgets/priced-plan';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** What the two ways from the private subnets to AWS services cost, and what the deployed one adds. */
export function networkWaysTable({ fleet, overheads }: Pick<PricedPlan, 'fleet' | 'overheads'>): Table {
  const hasInternet = fleet.network.internet !== undefined;
  return {
    title: hasInternet ? 'Ways to AWS services and the internet' : 'Ways to AWS services',
    columns: [
      words('region'),
      figures('interface endpoints', 'USD/month'),
      figures('NAT gateways', 'USD/month'),
      figures('the deployed way costs more by', 'USD/month'),
    ],
    rows: overheads.map(({ region, networkVariants: { endpoints, nat, choiceUsdPerMonth } }) => [
      region,
      bare(endpoints),
      bare(nat),
      bare(choiceUsdPerMonth),
    ]),
    notes: [
      hasInternet
        ? 'The cheaper of NAT gateways alone and of both together is deployed.'
        : 'Interface endpoints are deployed: the fleet file asks for no way to the internet.',
    ],
  };
}
