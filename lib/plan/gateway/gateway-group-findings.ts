import { error, type Finding, warning } from '../../contract/findings';
import type { GatewayGroup } from './gateway-group';

const source = 'docs/gateway.md';

/** A group over fewer zones does not survive the loss of one. */
const leastZones = 2;

/** Errors about the zones of gateways, and a warning that gateways cannot serve yet. */
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
    ...(gatewayGroups.length === 0
      ? []
      : [
          warning(['gateway'], {
            problem:
              'is planned, priced and synthesized, but the program of its instances is not built yet, so no launch would succeed and the region would answer no request',
            got: gatewayGroups.map(({ region }) => region).join(', '),
            expected: 'a fleet that is planned and synthesized only',
            fix: 'leave the section out of a fleet that is to serve',
            source,
          }),
        ]),
  ];
}
