import { stringify } from 'yaml';
import { typed } from './envoy';
import type { GatewayConfiguration } from './gateway-configuration';
import { files } from './names';

/** What Envoy reads, by the path of the file. */
export function configurationFiles(configuration: GatewayConfiguration, folder: string): Record<string, string> {
  const { bootstrap, listeners, clusters, routes, endpoints } = configuration;
  const at = files(folder);
  return {
    ...Object.fromEntries(
      endpoints.map((one) => [
        at.endpoints(one.cluster_name),
        resources('config.endpoint.v3.ClusterLoadAssignment', [one]),
      ]),
    ),
    ...Object.fromEntries(
      routes.map((one) => [at.routes(one.name), resources('config.route.v3.RouteConfiguration', [one])]),
    ),
    [at.clusters]: resources('config.cluster.v3.Cluster', clusters),
    [at.listeners]: resources('config.listener.v3.Listener', listeners),
    [at.bootstrap]: text(bootstrap),
  };
}

const resources = (type: string, all: readonly object[]): string =>
  text({ resources: all.map((one) => typed(type, { ...one })) });

/** Without YAML anchors, which are hard to read, and without breaks in long lines of scripts. */
const text = (value: object): string => stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
