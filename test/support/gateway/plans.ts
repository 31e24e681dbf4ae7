import { stated } from '../../../lib/figures/figure';
import type { GatewayPlan } from '../../../lib/plan/gateway/gateway-plan';
import { apiRoutes } from '../../../lib/engine/api-routes';
import type { FleetIdentity } from '../../../lib/plan/plan';

const n = (value: number) => stated(value, 'x', 'a test');
export const fleet = { name: 'f', access: { jwtIssuer: 'https://login.example.com', requiredClaims: [{ name: 'aud', value: 'chat', format: 'single-string' }] } } as unknown as FleetIdentity;
const common = { name: 'chat', jurisdiction: 'us', model: 'big', routes: apiRoutes({ task: 'generate' }), bodyLimitBytes: n(299999), firstTokenLimitSeconds: n(1), silenceLimitSeconds: n(2), answerLimitSeconds: n(6), retryAfterSeconds: { full: n(9), lost: n(300) } };
const big = { model: 'big', servedName: 'org/Big', slotsPerInstance: n(2), minInstances: n(2) };
export const plans = (): [GatewayPlan, GatewayPlan] => [{
  region: 'us-east-2', zoneIds: ['use2-az1'], instances: n(2),
  workloads: [{ ...common, hostNames: ['chat.us.example.com'],
    tiers: [{ kind: 'own', model: 'big' }, { kind: 'sibling', region: 'us-west-2', slots: n(2) }, { kind: 'smaller', model: 'small', workload: 'quick' },
      { kind: 'provider', provider: 'bought', model: 'gpt-x', inputUsdPerMillionTokens: n(1), outputUsdPerMillionTokens: n(2) }],
     }],
  cells: [big, { model: 'small', servedName: 'org/Small', slotsPerInstance: n(2), minInstances: n(1) }],
  providers: [{ name: 'bought', kind: 'openai', host: 'api.example.com', port: 443, pathPrefix: '', keySecret: 'k', jurisdiction: 'us', maxUsdPerHour: n(1) } ],
  peers: [{ region: 'us-west-2', vpcCidr: '127.0.0.0/8' }],
}, { region: 'us-west-2', zoneIds: ['usw2-az1'], instances: n(2), workloads: [{ ...common, hostNames: ['chat.us.example.com'], tiers: [{ kind: 'own', model: 'big' }] }],
  cells: [big], providers: [], peers: [{ region: 'us-east-2', vpcCidr: '127.0.0.0/8' }] }];
