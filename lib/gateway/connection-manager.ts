import { type Extension, fromFile, type HeaderOption, type RouteConfiguration, typed } from './envoy';
import type { GatewayPlace } from './gateway-place';
import { files } from './names';

const router = (): Extension => ({
  name: 'envoy.filters.http.router',
  // Envoy's own headers on requests and answers would tell clients and providers what is inside.
  typed_config: typed('extensions.filters.http.router.v3.Router', { suppress_envoy_headers: true }),
});

/** Reads requests from outside, strictly, before any filter sees them. */
export const outerManager = (
  name: string,
  place: GatewayPlace,
  filters: readonly Extension[],
  accessLog: readonly Extension[],
): Extension => ({
  name: 'envoy.filters.network.http_connection_manager',
  typed_config: typed('extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
    stat_prefix: name,
    codec_type: 'HTTP1',
    access_log: accessLog,
    rds: { route_config_name: name, config_source: fromFile(files(place.folder).routes(name)) },
    ...strict,
    xff_num_trusted_hops: place.proxiesInFront,
    local_reply_config: localReplies,
    http_filters: [...filters, router()],
  }),
});

/** Reads requests from another part of the same Envoy, which are not hostile. */
export const innerManager = (routes: RouteConfiguration, filters: readonly Extension[]): Extension => ({
  name: 'envoy.filters.network.http_connection_manager',
  typed_config: typed('extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
    stat_prefix: routes.name,
    route_config: routes,
    stream_idle_timeout: '0s',
    generate_request_id: false,
    server_header_transformation: 'PASS_THROUGH',
    local_reply_config: localReplies,
    http_filters: [...filters, router()],
  }),
});

/** Limits in time are those of the guard on the instances: ../../agent/guard/guard-configuration.ts. Assumed. */
const strict = {
  use_remote_address: true,
  internal_address_config: { cidr_ranges: [] },
  normalize_path: true,
  merge_slashes: true,
  path_with_escaped_slashes_action: 'REJECT_REQUEST',
  strip_any_host_port: true,
  max_request_headers_kb: 32,
  request_headers_timeout: '10s',
  /** Head and body of the request. */
  request_timeout: '30s',
  stream_idle_timeout: '60s',
  generate_request_id: true,
  server_header_transformation: 'APPEND_IF_ABSENT',
  server_name: 'polyregion',
  common_http_protocol_options: {
    max_headers_count: 100,
    headers_with_underscores_action: 'DROP_HEADER',
    /** Longer than a load balancer keeps an unused connection; otherwise it would send a request into a closing one. */
    idle_timeout: '4100s',
  },
  http_protocol_options: { allow_absolute_url: false, allow_chunked_length: false },
} as const;

const messages = [
  [400, 'invalid_request_error', 'the request cannot be read; send a JSON object over plain HTTP/1.1'],
  [401, 'authentication_error', 'the token is missing or not valid; send one of the issuer in Authorization: Bearer'],
  [403, 'permission_error', 'the token does not allow this, or the request asks for another protocol'],
  [404, 'invalid_request_error', 'no such path here; GET /v1/models lists the models'],
  [408, 'invalid_request_error', 'the request did not come in time; send it again'],
  [413, 'invalid_request_error', 'the request is too long; send less text or smaller images'],
  [503, 'service_unavailable', 'nothing that may answer has room now; send it again after Retry-After'],
  [504, 'service_unavailable', 'no answer came in time; send it again after Retry-After'],
] as const;

const json: HeaderOption = {
  header: { key: 'content-type', value: 'application/json' },
  append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
};

/** What the gateway itself answers, in the form of the engine's own errors, which client libraries show. */
const localReplies = {
  mappers: messages.map(([code, type, message]) => ({
    filter: {
      status_code_filter: { comparison: { op: 'EQ', value: { default_value: code, runtime_key: `reply.${code}` } } },
    },
    headers_to_add: [json],
    body_format_override: { json_format: { error: { message, type, param: null, code } } },
  })),
};
