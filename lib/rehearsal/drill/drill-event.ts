/** Something that happened in a drill, in seconds from its beginning. */
export interface DrillEvent {
  readonly second: number;
  readonly region: string;
  readonly what: DrillHappening;
}

export type DrillHappening =
  | { readonly kind: 'lost'; readonly instances: number; readonly left: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'reachable' }
  /** The load balancer, or the gateways, send nothing more to what is lost. */
  | { readonly kind: 'not sent to'; readonly by: 'load balancer' | 'gateways' }
  | { readonly kind: 'dns'; readonly workload: string; readonly isHealthy: boolean }
  /** No client of the workload comes to the region any more, or clients come again. */
  | { readonly kind: 'clients'; readonly workload: string; readonly come: boolean }
  | { readonly kind: 'launch refused'; readonly instances: number }
  | { readonly kind: 'launched'; readonly instances: number }
  | { readonly kind: 'ready'; readonly instances: number; readonly serving: number };
