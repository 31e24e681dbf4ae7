import { error, type Finding, warning } from '../../contract/findings';
import type { GatewayGroup } from './gateway-group';

const source = 'docs/gateway.md';

/** A group over fewer zones does not survive the loss of one. */
const leastZones = 2;

/** What only the zones of the cells show, and what is not deployed. */
export function gatewayGroupFindings({
  gatewayGroups = [],
}: {
  readonly gatewayGroups?: readonly GatewayGroup[];
}): Finding[] {
  const narrow = gatewayGroups.filter(({ zoneIds }) => zoneIds.length < leastZones);
  const missing = new Set(gatewayGroups.flatMap(({ notYetDeployed }) => notYetDeployed ?? []));
  return [
    ...narrow.map(({ region, zoneIds, instanceType }) =>
      error(['gateway', 'instanceType'], {
        problem: `is offered in fewer than ${leastZones} of the zones in which the cells of ${region} stand`,
        got: zoneIds.length === 0 ? `${instanceType}, in none` : `${instanceType}, only in ${zoneIds.join(', ')}`,
        expected: `a type that ${leastZones} of these zones offer`,
        fix: 'choose another type for the gateways, or for the model',
        source,
      }),
    ),
    ...(missing.size === 0
      ? []
      : [
          warning(['gateway'], {
            problem: 'is planned and priced, but npx cdk deploy does not deploy it yet: load balancers lead to cells',
            got: [...missing].join(', '),
            expected: 'a fleet without this section',
            fix: 'nothing, if you only plan with it',
            source,
          }),
        ]),
  ];
}
