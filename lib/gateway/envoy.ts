/**
 * The parts of Envoy's configuration that the gateway uses, as its JSON form has them. Durations are texts such as `2s`.
 *
 * @see https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/api
 */

/** A message whose type stands beside its fields. */
export interface TypedConfig {
  readonly '@type': string;
  readonly [field: string]: unknown;
}

export interface Extension {
  readonly name: string;
  readonly typed_config: TypedConfig;
}

export interface FilterChain {
  readonly filters: readonly Extension[];
  readonly transport_socket?: Extension;
}

export interface Listener {
  readonly name: string;
  readonly address?: Address;
  /** Reached by clusters of the same Envoy alone. */
  readonly internal_listener?: Readonly<Record<string, never>>;
  readonly per_connection_buffer_limit_bytes: number;
  readonly filter_chains: readonly FilterChain[];
}

export type Address =
  | { readonly socket_address: { readonly address: string; readonly port_value: number } }
  | { readonly pipe: { readonly path: string; readonly mode: number } }
  | { readonly envoy_internal_address: { readonly server_listener_name: string } };

export interface Endpoint {
  readonly endpoint: {
    readonly address: Address;
    readonly health_check_config?: { readonly port_value: number };
  };
}

export interface LoadAssignment {
  readonly cluster_name: string;
  readonly endpoints: readonly { readonly lb_endpoints: readonly Endpoint[] }[];
}

export interface ConfigSource {
  readonly resource_api_version: 'V3';
  readonly path_config_source: { readonly path: string };
}

export interface CircuitBreakers {
  readonly thresholds: readonly {
    readonly max_connections: number;
    readonly max_pending_requests: number;
    readonly max_requests: number;
    readonly retry_budget?: {
      readonly budget_percent: { readonly value: number };
      readonly min_retry_concurrency: number;
    };
  }[];
}

export interface Cluster {
  readonly name: string;
  readonly type?: 'EDS' | 'STATIC';
  readonly cluster_type?: Extension;
  readonly connect_timeout: string;
  readonly lb_policy?: 'LEAST_REQUEST' | 'CLUSTER_PROVIDED';
  readonly eds_cluster_config?: { readonly eds_config: ConfigSource };
  readonly load_assignment?: LoadAssignment;
  readonly common_lb_config?: { readonly healthy_panic_threshold: { readonly value: number } };
  readonly health_checks?: readonly HealthCheck[];
  readonly outlier_detection?: OutlierDetection;
  readonly circuit_breakers: CircuitBreakers;
  readonly transport_socket?: Extension;
}

export interface HealthCheck {
  readonly timeout: string;
  readonly interval: string;
  /** @default - 60 s, which a cluster without traffic would take to see that an instance is ready */
  readonly no_traffic_interval: string;
  readonly unhealthy_threshold: number;
  readonly healthy_threshold: number;
  readonly http_health_check: { readonly path: string; readonly host?: string };
}

export interface OutlierDetection {
  readonly split_external_local_origin_errors: true;
  readonly consecutive_local_origin_failure: number;
  readonly enforcing_consecutive_local_origin_failure: number;
  readonly enforcing_local_origin_success_rate: number;
  readonly enforcing_consecutive_5xx: 0;
  readonly enforcing_consecutive_gateway_failure: 0;
  readonly enforcing_success_rate: 0;
  readonly interval: string;
  readonly base_ejection_time: string;
  readonly max_ejection_time: string;
  readonly max_ejection_percent: number;
}

export interface HeaderOption {
  readonly header: { readonly key: string; readonly value: string };
  readonly append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' | 'ADD_IF_ABSENT';
}

export interface StringMatcher {
  readonly exact?: string;
  readonly prefix?: string;
}

export type HeaderMatcher =
  | { readonly name: string; readonly string_match: StringMatcher }
  | { readonly name: string; readonly present_match: true };

export interface Route {
  readonly name: string;
  readonly match: {
    readonly path?: string;
    readonly prefix?: string;
    readonly headers?: readonly HeaderMatcher[];
    readonly dynamic_metadata?: readonly MetadataMatcher[];
  };
  readonly route?: RouteAction;
  readonly direct_response?: { readonly status: number; readonly body?: { readonly inline_string: string } };
  readonly metadata?: { readonly filter_metadata: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  readonly request_headers_to_add?: readonly HeaderOption[];
  readonly request_headers_to_remove?: readonly string[];
  readonly response_headers_to_add?: readonly HeaderOption[];
}

export interface MetadataMatcher {
  readonly filter: string;
  readonly path: readonly { readonly key: string }[];
  readonly value: ValueMatcher;
}

export interface ValueMatcher {
  readonly bool_match?: boolean;
  readonly string_match?: StringMatcher;
  readonly list_match?: { readonly one_of: ValueMatcher };
}

export interface RouteAction {
  readonly cluster?: string;
  readonly inline_cluster_specifier_plugin?: { readonly extension: Extension };
  readonly cluster_not_found_response_code?: 'SERVICE_UNAVAILABLE';
  /** Whole answer; `0s` for none. */
  readonly timeout: string;
  readonly idle_timeout: string;
  readonly retry_policy?: RetryPolicy;
}

export interface RetryPolicy {
  readonly retry_on: string;
  readonly retriable_status_codes: readonly number[];
  readonly num_retries: number;
  /** Until the head of the answer. */
  readonly per_try_timeout?: string;
  /** Between two parts of the answer. */
  readonly per_try_idle_timeout?: string;
  readonly retry_back_off: { readonly base_interval: string; readonly max_interval: string };
  readonly retry_host_predicate?: readonly Extension[];
  readonly host_selection_retry_max_attempts?: number;
}

export interface VirtualHost {
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes: readonly Route[];
}

export interface RouteConfiguration {
  readonly name: string;
  readonly virtual_hosts: readonly VirtualHost[];
}

/** A message with the URL of its type, without the package that all of them have in common. */
export const typed = (type: string, fields: Readonly<Record<string, unknown>> = {}): TypedConfig => ({
  '@type': `type.googleapis.com/envoy.${type}`,
  ...fields,
});

export const seconds = (value: number): string => `${value}s`;

/** Watches a file that is replaced by renaming another one to its name. */
export const fromFile = (path: string): ConfigSource => ({
  resource_api_version: 'V3',
  path_config_source: { path },
});
