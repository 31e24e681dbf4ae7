import type { Listener } from './envoy';
import type { GatewayConfiguration } from './gateway-configuration';

/**
 * The configuration in one document, which refers to other files only for endpoints and keys. It is for `envoy --mode validate`,
 * which reads no listeners, clusters and routes from files, and for people.
 */
export function wholeConfiguration({ bootstrap, listeners, clusters, routes }: GatewayConfiguration): object {
  const { dynamic_resources: _files, ...rest } = bootstrap;
  const withRoutes = (listener: Listener): Listener => ({
    ...listener,
    filter_chains: listener.filter_chains.map((chain) => ({
      ...chain,
      filters: chain.filters.map((filter) => {
        const { rds, ...manager } = filter.typed_config;
        const found = routes.find(({ name }) => name === (rds as { route_config_name?: string })?.route_config_name);
        return found === undefined ? filter : { ...filter, typed_config: { ...manager, route_config: found } };
      }),
    })),
  });
  return { ...rest, static_resources: { listeners: listeners.map(withRoutes), clusters } };
}
