import { paths } from '../contract/endpoints';
import type { GatewayPlan } from '../plan/gateway/gateway-plan';
import type { FleetIdentity } from '../plan/plan';
import { accessLog } from './access-log';
import { innerManager, outerManager } from './connection-manager';
import { type Extension, type Listener, typed } from './envoy';
import type { GatewayPlace, GatewayState } from './gateway-place';
import { listenerNames, scriptFilter } from './names';
import { requestScript } from './request-script';
import { tierFilters } from './tier-filters';
import { otherTiers, tierRoutes } from './tier-routes';
import { issuersOf, tokenFilters } from './token-filters';
import { asServer } from './transport';
import { usageFilters } from './usage-filters';

/** Least buffer of a connection, bytes: what of an answer may wait for a slow client. Assumed. */
const leastBufferBytes = 1024 * 1024;

export function listeners(
  plan: GatewayPlan,
  fleet: FleetIdentity,
  place: GatewayPlace,
  state: GatewayState,
): Listener[] {
  // Envoy keeps a body until a tier has answered, and refuses a body that does not fit with 413.
  const buffer = Math.max(leastBufferBytes, ...plan.workloads.map(({ bodyLimitBytes }) => bodyLimitBytes.value + 1));
  const tokens = tokenFilters(issuersOf(fleet), state.keySets);
  const outer = (name: string, port: number, keepsHop: boolean): Listener => ({
    name,
    address: { socket_address: { address: place.address, port_value: port } },
    per_connection_buffer_limit_bytes: buffer,
    filter_chains: [
      {
        filters: [
          outerManager(
            name,
            place,
            [ready, ...tokens, script(requestScript(keepsHop)), ...(keepsHop ? [] : usageFilters)],
            [accessLog],
          ),
        ],
      },
    ],
  });
  return [
    outer(listenerNames.clients, place.ports.clients, false),
    ...(plan.peers.length === 0
      ? []
      : [onlyFromPeers(outer(listenerNames.peers, place.ports.peers, true), plan, place)]),
    ...otherTiers(plan).map(
      (other): Listener => ({
        name: other.listener,
        internal_listener: {},
        per_connection_buffer_limit_bytes: buffer,
        filter_chains: [
          { filters: [innerManager(tierRoutes(plan, other), tierFilters(plan, other, { place, state }))] },
        ],
      }),
    ),
  ];
}

export const script = (text: string): Extension => ({
  name: scriptFilter,
  typed_config: typed('extensions.filters.http.lua.v3.Lua', { default_source_code: { inline_string: text } }),
});

/** Says that this gateway runs and is not leaving, to its load balancer and to gateways of other regions. */
const ready: Extension = {
  name: 'envoy.filters.http.health_check',
  typed_config: typed('extensions.filters.http.health_check.v3.HealthCheck', {
    pass_through_mode: false,
    headers: [{ name: ':path', string_match: { exact: paths.ready } }],
  }),
};

/** TLS, and only connections from the peers' address ranges: a request that comes here counts as one that has crossed regions. */
function onlyFromPeers(listener: Listener, { peers }: GatewayPlan, place: GatewayPlace): Listener {
  const ranges = peers.map(({ vpcCidr }) => {
    const [address_prefix, prefix_len] = vpcCidr.split('/');
    return { direct_remote_ip: { address_prefix, prefix_len: Number(prefix_len) } };
  });
  const rbac: Extension = {
    name: 'envoy.filters.network.rbac',
    typed_config: typed('extensions.filters.network.rbac.v3.RBAC', {
      stat_prefix: 'peers',
      rules: { action: 'ALLOW', policies: { peers: { permissions: [{ any: true }], principals: ranges } } },
    }),
  };
  return {
    ...listener,
    filter_chains: listener.filter_chains.map(({ filters }) => ({
      filters: [rbac, ...filters],
      transport_socket: asServer(place.certificate),
    })),
  };
}
