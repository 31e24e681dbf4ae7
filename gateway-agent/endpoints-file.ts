import { ports } from '../lib/contract/endpoints';
import { cellCluster } from './cell-cluster';
import type { Listing } from './instance-list';

/** Envoy's discovery file of one cluster: where the instances of a cell are, and the port that says whether each is ready. */
export const endpointsFile = (model: string, listing: Listing): string =>
  JSON.stringify({
    resources: [
      {
        '@type': 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
        cluster_name: cellCluster(model),
        endpoints: [
          {
            lb_endpoints: (listing[model] ?? []).map(({ address }) => ({
              endpoint: {
                address: { socket_address: { address, port_value: ports.serving } },
                health_check_config: { port_value: ports.readiness },
              },
            })),
          },
        ],
      },
    ],
  });
