import type { GatewayPlan } from '../plan/gateway/gateway-plan';
import type { Endpoint, LoadAssignment } from './envoy';
import type { GatewayPlace, GatewayState, Host } from './gateway-place';
import { clusterNames } from './names';

/** The hosts of each cluster. A cluster without a known host is empty, and requests skip its tier. */
export function endpoints(plan: GatewayPlan, place: GatewayPlace, state: GatewayState): LoadAssignment[] {
  const { serving, readiness } = place.instancePorts;
  const regions = new Set(
    plan.workloads.flatMap(({ tiers }) => tiers.flatMap((tier) => (tier.kind === 'sibling' ? [tier.region] : []))),
  );
  return [
    ...plan.cells.map(({ model }) =>
      assignment(clusterNames.cell(model), state.cells[model]?.hosts ?? [], serving, readiness),
    ),
    ...[...regions].map((region) =>
      assignment(clusterNames.region(region), state.siblings[region] ?? [], place.ports.peers),
    ),
    ...plan.providers.map(({ name, port }) =>
      assignment(clusterNames.provider(name), state.providers[name] ?? [], port),
    ),
  ];
}

const assignment = (
  cluster_name: string,
  hosts: readonly Host[],
  port: number,
  readinessPort?: number,
): LoadAssignment => ({
  cluster_name,
  endpoints: [
    {
      lb_endpoints: hosts.map((host): Endpoint => {
        const checked = host.readinessPort ?? readinessPort;
        return {
          endpoint: {
            address: { socket_address: { address: host.address, port_value: host.port ?? port } },
            ...(checked !== undefined && { health_check_config: { port_value: checked } }),
          },
        };
      }),
    },
  ],
});
