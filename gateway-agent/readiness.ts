import type { GatewayParameters } from '../lib/contract/gateway';

/** What the gateway knows of itself when it is asked whether it is ready. */
export interface Readiness {
  readonly isLeaving: boolean;
  /** Whether Envoy said lately that it is ready. */
  readonly isEnvoyReady: boolean;
  /** By model, the addresses that Envoy finds ready; undefined while Envoy has not said. */
  readonly ready: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

/**
 * Status for a check. DNS asks under the name of a workload, and hears whether that workload can be answered here. The load
 * balancer asks under the address of the gateway, and hears whether the gateway itself works: otherwise a cell without
 * instances would take all gateways out of service.
 */
export function readinessStatus(
  { workloads }: Pick<GatewayParameters, 'workloads'>,
  { isLeaving, isEnvoyReady, ready }: Readiness,
  host: string | undefined,
): 200 | 503 {
  if (isLeaving || !isEnvoyReady) {
    return 503;
  }
  const name = host?.toLowerCase().replace(/:\d+$/, '');
  const asked = workloads.find(({ hostNames }) => hostNames.some((one) => one === name));
  return asked === undefined || (ready?.get(asked.model)?.size ?? 0) > 0 ? 200 : 503;
}
