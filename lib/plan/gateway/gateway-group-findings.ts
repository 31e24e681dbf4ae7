import { error, type Finding } from '../../contract/findings';
import type { GatewayGroup } from './gateway-group';

const source = 'docs/gateway.md';

/** A group over fewer zones does not survive the loss of one. */
const leastZones = 2;

/** What only the zones of the cells show. */
export function gatewayGroupFindings({
  gatewayGroups = [],
}: {
  readonly gatewayGroups?: readonly GatewayGroup[];
}): Finding[] {
  const narrow = gatewayGroups.filter(({ zoneIds }) => zoneIds.length < leastZones);
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
  ];
}
