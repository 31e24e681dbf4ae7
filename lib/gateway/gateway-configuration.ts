import type { GatewayPlan } from '../plan/gateway/gateway-plan';
import type { FleetIdentity } from '../plan/plan';
import { clusters } from './clusters';
import { endpoints } from './endpoints';
import { type Cluster, fromFile, type Listener, type LoadAssignment, type RouteConfiguration, typed } from './envoy';
import type { GatewayPlace, GatewayState } from './gateway-place';
import { listeners } from './listeners';
import { files } from './names';
import { routeConfigurations } from './routes';

/** Everything that one Envoy of a region reads. Each part but the bootstrap may be replaced while it runs. */
export interface GatewayConfiguration {
  readonly bootstrap: Readonly<Record<string, unknown>>;
  /** Change with the plan and with the issuers' keys. */
  readonly listeners: readonly Listener[];
  /** Change with the plan. */
  readonly clusters: readonly Cluster[];
  /** Change whenever an instance has come or gone. */
  readonly routes: readonly RouteConfiguration[];
  readonly endpoints: readonly LoadAssignment[];
}

export interface GatewayProps {
  readonly plan: GatewayPlan;
  readonly fleet: FleetIdentity;
  readonly place: GatewayPlace;
  readonly state: GatewayState;
}

export const gatewayConfiguration = ({ plan, fleet, place, state }: GatewayProps): GatewayConfiguration => ({
  bootstrap: bootstrap(plan, fleet, place),
  listeners: listeners(plan, fleet, place, state),
  clusters: clusters(plan, place),
  routes: routeConfigurations(plan, state),
  endpoints: endpoints(plan, place, state),
});

/** Connections of clients, idle ones included; more are refused. Assumed: 10,000 streams and what load balancers keep. */
const mostConnections = 20_000;

function bootstrap({ region }: GatewayPlan, { name }: FleetIdentity, { folder }: GatewayPlace) {
  const { admin, listeners: lds, clusters: cds } = files(folder);
  return {
    node: { id: region, cluster: name },
    // A socket file that only its owner may use, so that no port of the machine leads to it.
    admin: { address: { pipe: { path: admin, mode: 0o600 } } },
    dynamic_resources: { lds_config: fromFile(lds), cds_config: fromFile(cds) },
    bootstrap_extensions: [
      {
        name: 'envoy.bootstrap.internal_listener',
        typed_config: typed('extensions.bootstrap.internal_listener.v3.InternalListener'),
      },
    ],
    overload_manager: {
      resource_monitors: [
        {
          name: 'envoy.resource_monitors.global_downstream_max_connections',
          typed_config: typed('extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig', {
            max_active_downstream_connections: mostConnections,
          }),
        },
      ],
    },
  };
}
