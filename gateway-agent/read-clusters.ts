import * as z from 'zod/mini';
import { modelOfCluster } from './cell-cluster';

/** What Envoy's `/clusters?format=json` says of a host, as far as it is read. Absent flags are false. */
const host = z.object({
  address: z.object({ socket_address: z.object({ address: z.string() }) }),
  health_status: z.optional(
    z.object({
      failed_active_health_check: z.optional(z.boolean()),
      pending_active_hc: z.optional(z.boolean()),
      excluded_via_immediate_hc_fail: z.optional(z.boolean()),
      pending_dynamic_removal: z.optional(z.boolean()),
    }),
  ),
});

const clusters = z.object({
  cluster_statuses: z.optional(
    z.array(z.object({ name: z.string(), host_statuses: z.optional(z.array(z.unknown())) })),
  ),
});

/**
 * By model, the addresses of instances that Envoy finds ready. Clusters of anything else are left out.
 *
 * @see https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/admin/v3/clusters.proto HostHealthStatus
 * @throws Error where Envoy answers something else
 */
export function readyAddresses(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const { cluster_statuses: all = [] } = clusters.parse(JSON.parse(text));
  return new Map(
    all.flatMap(({ name, host_statuses: hosts = [] }) => {
      const model = modelOfCluster(name);
      return model === undefined ? [] : [[model, new Set(hosts.flatMap(readyAddress))] as const];
    }),
  );
}

/** Hosts with other kinds of addresses are listeners inside Envoy. */
function readyAddress(value: unknown): string[] {
  const { success, data } = host.safeParse(value);
  if (!success) {
    return [];
  }
  const health = data.health_status ?? {};
  const isReady =
    health.failed_active_health_check !== true &&
    health.pending_active_hc !== true &&
    health.excluded_via_immediate_hc_fail !== true &&
    health.pending_dynamic_removal !== true;
  return isReady ? [data.address.socket_address.address] : [];
}
