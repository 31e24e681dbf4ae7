import type { GatewayProvider } from '../plan/gateway/gateway-plan';
import { type Extension, typed } from './envoy';
import { metadataName } from './names';

/** Costs are counted in ten-thousandths of a USD: fine enough for one request, and small enough numbers for Envoy's counters. */
export const unitsPerUsd = 10_000;

/** A gateway may spend the share of this many minutes at once. Assumed: requests burst until health checks notice lost instances. */
const burstMinutes = 5;

/** Shares that a gateway can spend in any hour at most: those saved at its beginning, and one for each minute. */
const sharesInAnHour = 60 + burstMinutes;

/** Refuses a request if its cost, as the script estimates it, exceeds what the gateway may still spend at the provider. */
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
