import { type Extension, typed } from './envoy';
import { ownHeaders } from './names';

/**
 * One line for each request, as JSON: when, which workload, what it was answered and by which tier, after how many
 * attempts, and how long it took. No path beyond the route's name, no address, no header of the client, nothing of bodies.
 */
export const accessLog: Extension = {
  name: 'envoy.access_loggers.stdout',
  typed_config: typed('extensions.access_loggers.stream.v3.StdoutAccessLog', {
    log_format: {
      json_format: {
        at: '%START_TIME%',
        route: '%ROUTE_NAME%',
        status: '%RESPONSE_CODE%',
        details: '%RESPONSE_CODE_DETAILS%',
        flags: '%RESPONSE_FLAGS%',
        tier: `%RESP(${ownHeaders.tier})%`,
        model: `%RESP(${ownHeaders.model})%`,
        hop: `%REQ(${ownHeaders.hop})%`,
        attempts: '%UPSTREAM_REQUEST_ATTEMPT_COUNT%',
        firstByteMs: '%RESPONSE_DURATION%',
        totalMs: '%DURATION%',
        requestBytes: '%BYTES_RECEIVED%',
        answerBytes: '%BYTES_SENT%',
        inputTokens: '%DYNAMIC_METADATA(usage:input)%',
        outputTokens: '%DYNAMIC_METADATA(usage:output)%',
      },
    },
  }),
};
