import { paths } from '../contract/endpoints';
import type { GatewayPlan, GatewayTier, GatewayWorkload } from '../plan/gateway/gateway-plan';
import { chainsOf } from './chains';
import { gatewaySlots } from './choose-tier';
import { type Cluster, fromFile, type HealthCheck, type OutlierDetection, typed } from './envoy';
import type { GatewayPlace } from './gateway-place';
import { connectSeconds, readinessChecks } from './gateway-times';
import { clusterNames, files, listenerNames } from './names';
import { toHost } from './transport';

/** Connections and requests are limited by slots and by the engines; these only have to be higher. Assumed. */
const most = { max_connections: 100_000, max_pending_requests: 100_000, max_requests: 100_000 };

/** A new instance counts as ready after one good answer. */
const readiness = (host?: string): HealthCheck => ({
  timeout: `${readinessChecks.timeoutSeconds}s`,
  interval: `${readinessChecks.intervalSeconds}s`,
  no_traffic_interval: `${readinessChecks.intervalSeconds}s`,
  unhealthy_threshold: readinessChecks.failures,
  healthy_threshold: 1,
  http_health_check: { path: paths.ready, ...(host && { host }) },
});

/**
 * Only connections that fail, and answers that never begin, count against an instance. A refusal is no fault: 503 and 429
 * say that it is full.
 */
const outliers: OutlierDetection = {
  split_external_local_origin_errors: true,
  consecutive_local_origin_failure: 5,
  enforcing_consecutive_local_origin_failure: 100,
  enforcing_local_origin_success_rate: 0,
  enforcing_consecutive_5xx: 0,
  enforcing_consecutive_gateway_failure: 0,
  enforcing_success_rate: 0,
  interval: '1s',
  base_ejection_time: '5s',
  max_ejection_time: '30s',
  max_ejection_percent: 50,
};

/** Otherwise Envoy sends to all instances, the dead included, once too many are dead. */
const noPanic = { healthy_panic_threshold: { value: 0 } };

/**
 * Envoy takes the better of two random hosts. With a choice among all hosts, one that has just refused would be chosen again and
 * again, because it has the fewest requests.
 */
const leastRequests = 'LEAST_REQUEST';

/** What the gateway of a region sends to. */
export function clusters(plan: GatewayPlan, place: GatewayPlace): Cluster[] {
  const discovered = (name: string) =>
    ({
      name,
      type: 'EDS',
      lb_policy: leastRequests,
      eds_cluster_config: { eds_config: fromFile(files(place.folder).endpoints(name)) },
      common_lb_config: noPanic,
    }) as const;
  const regions = new Set(
    plan.workloads.flatMap(({ tiers }) => tiers.flatMap((tier) => (tier.kind === 'sibling' ? [tier.region] : []))),
  );
  return [
    ...plan.cells.map(
      ({ model }): Cluster => ({
        ...discovered(clusterNames.cell(model)),
        connect_timeout: `${connectSeconds.own}s`,
        health_checks: [readiness()],
        outlier_detection: outliers,
        circuit_breakers: { thresholds: [most] },
      }),
    ),
    ...[...regions].map(
      (region): Cluster => ({
        ...discovered(clusterNames.region(region)),
        connect_timeout: `${connectSeconds.region}s`,
        health_checks: [readiness(`gateway.${region}`)],
        outlier_detection: outliers,
        circuit_breakers: { thresholds: [most] },
        transport_socket: toHost(`gateway.${region}`, place.certificate.authority),
      }),
    ),
    ...plan.providers.map(
      ({ name, host }): Cluster => ({
        ...discovered(clusterNames.provider(name)),
        connect_timeout: `${connectSeconds.provider}s`,
        circuit_breakers: { thresholds: [most] },
        transport_socket: toHost(host, place.publicAuthorities),
      }),
    ),
    ...throughListeners(plan),
    ...plan.workloads.flatMap((workload) => chains(plan, workload)),
  ];
}

/** The cluster of a tier; every attempt uses this name. */
export function tierCluster(workload: GatewayWorkload, tier: GatewayTier): string {
  return tier.kind === 'own' ? clusterNames.cell(tier.model) : clusterNames.through(tierListener(workload, tier));
}

/** The listener inside this Envoy that changes a request for its tier. */
export function tierListener(workload: GatewayWorkload, tier: Exclude<GatewayTier, { kind: 'own' }>): string {
  switch (tier.kind) {
    case 'sibling':
      return listenerNames.sibling(tier.region);
    case 'smaller':
      return listenerNames.smaller(workload.name, tier.model);
    case 'provider':
      return listenerNames.provider(workload.name, tier.provider);
    default:
      return tier satisfies never;
  }
}

function throughListeners({ workloads }: GatewayPlan): Cluster[] {
  const listeners = new Set(
    workloads.flatMap((workload) =>
      workload.tiers.flatMap((tier) => (tier.kind === 'own' ? [] : [tierListener(workload, tier)])),
    ),
  );
  return [...listeners].map((listener) => ({
    name: clusterNames.through(listener),
    type: 'STATIC',
    connect_timeout: `${connectSeconds.own}s`,
    circuit_breakers: { thresholds: [most] },
    load_assignment: {
      cluster_name: clusterNames.through(listener),
      endpoints: [
        {
          lb_endpoints: [{ endpoint: { address: { envoy_internal_address: { server_listener_name: listener } } } }],
        },
      ],
    },
    transport_socket: {
      name: 'internal',
      typed_config: typed('extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport', {
        transport_socket: { name: 'raw', typed_config: typed('extensions.transport_sockets.raw_buffer.v3.RawBuffer') },
      }),
    },
  }));
}

/** One for each tier that may be the first. */
function chains(plan: GatewayPlan, workload: GatewayWorkload): Cluster[] {
  return chainsOf(workload).map(({ name, tiers }) => ({
    name,
    connect_timeout: `${connectSeconds.own}s`,
    lb_policy: 'CLUSTER_PROVIDED',
    circuit_breakers: { thresholds: [{ ...most, retry_budget: retryBudget(plan, workload) }] },
    cluster_type: {
      name: 'envoy.clusters.composite',
      typed_config: typed('extensions.clusters.composite.v3.ClusterConfig', {
        clusters: tiers.map((tier) => ({ name: tierCluster(workload, tier) })),
      }),
    },
  }));
}

/**
 * When a cell is lost, every request in flight there is asked for again, once. More at the same time would be a storm.
 * The budget is that of the whole chain: Envoy counts no retries of the clusters in it, and allows 3 where none is stated.
 */
function retryBudget({ cells }: GatewayPlan, workload: GatewayWorkload) {
  const cell = cells.find(({ model }) => model === workload.model);
  const slots = cell === undefined ? 0 : gatewaySlots(cell.slotsPerInstance.value, cell.minInstances.value, 1);
  return { budget_percent: { value: 50 }, min_retry_concurrency: Math.max(10, slots) };
}
