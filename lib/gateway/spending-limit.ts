import type { GatewayProvider } from '../plan/gateway/gateway-plan';
import { type Extension, typed } from './envoy';
import { metadataName } from './names';

/** What a request may cost is counted in these: small enough for one request, large enough for the counters of Envoy. */
export const unitsPerUsd = 10_000;

/** Minutes whose share of the limit may be spent at once. Assumed: bursts are as long as a loss of instances takes to show. */
const burstMinutes = 5;

/** Of any hour: what is there at its beginning, and what comes in each of its minutes. */
const sharesInAnHour = 60 + burstMinutes;

/** Refuses a request whose cost, as the script estimates it, exceeds what the gateway may still spend at the provider. */
export function spendingLimit({ name, maxUsdPerHour }: GatewayProvider, gateways: number): Extension {
  const eachMinute = Math.floor((maxUsdPerHour.value * unitsPerUsd) / Math.max(1, gateways) / sharesInAnHour);
  const bucket = {
    max_tokens: Math.max(1, burstMinutes * eachMinute),
    tokens_per_fill: Math.max(1, eachMinute),
    fill_interval: '60s',
  };
  return {
    name: 'envoy.filters.http.local_ratelimit',
    typed_config: typed('extensions.filters.http.local_ratelimit.v3.LocalRateLimit', {
      stat_prefix: 'spending',
      status: { code: 'ServiceUnavailable' },
      filter_enabled: always,
      filter_enforced: always,
      always_consume_default_token_bucket: false,
      token_bucket: bucket,
      rate_limits: [
        {
          actions: [{ generic_key: { descriptor_key: 'provider', descriptor_value: name } }],
          hits_addend: { format: `%DYNAMIC_METADATA(${metadataName}:cost)%` },
        },
      ],
      descriptors: [{ entries: [{ key: 'provider', value: name }], token_bucket: bucket }],
    }),
  };
}

const always = { default_value: { numerator: 100 }, runtime_key: 'spending' };
