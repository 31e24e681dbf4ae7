import type { GatewayPlan, GatewayProvider, GatewayTier, GatewayWorkload } from '../plan/gateway/gateway-plan';
import { tierListener } from './clusters';
import type { HeaderOption, Route, RouteConfiguration } from './envoy';
import { clusterNames, ownHeaders } from './names';

export interface OtherTier {
  readonly listener: string;
  readonly workload: GatewayWorkload;
  readonly tier: Exclude<GatewayTier, { kind: 'own' }>;
}

/** Each tier that changes a request, once. */
export function otherTiers({ workloads }: GatewayPlan): OtherTier[] {
  const all = workloads.flatMap((workload) =>
    workload.tiers.flatMap((tier) =>
      tier.kind === 'own' ? [] : [{ listener: tierListener(workload, tier), workload, tier }],
    ),
  );
  return all.filter(({ listener }, index) => all.findIndex((other) => other.listener === listener) === index);
}

const set = (key: string, value: string): HeaderOption => ({
  header: { key, value },
  append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
});

/** Envoy needs this header to choose a route, so it is removed only after that. */
export const routingHeader = 'x-forwarded-proto';

/** The route that led here already limits time and attempts. */
const unlimited = { timeout: '0s', idle_timeout: '0s' } as const;

export const tierRoutes = (plan: GatewayPlan, other: OtherTier): RouteConfiguration => ({
  name: other.listener,
  virtual_hosts: [{ name: other.listener, domains: ['*'], routes: [route(plan, other)] }],
});

function route(plan: GatewayPlan, { listener, tier }: OtherTier): Route {
  const common = { name: listener, match: { prefix: '/' } };
  switch (tier.kind) {
    case 'sibling':
      return {
        ...common,
        route: { cluster: clusterNames.region(tier.region), ...unlimited },
        request_headers_to_add: [set(ownHeaders.hop, plan.region)],
        response_headers_to_add: [set(ownHeaders.tier, 'sibling')],
      };
    case 'smaller':
      return {
        ...common,
        route: { cluster: clusterNames.cell(tier.model), ...unlimited },
        response_headers_to_add: [set(ownHeaders.tier, 'smaller'), set(ownHeaders.model, servedName(plan, tier.model))],
      };
    case 'provider':
      return {
        ...common,
        route: { cluster: clusterNames.provider(tier.provider), ...unlimited },
        request_headers_to_remove: [routingHeader],
        response_headers_to_add: [set(ownHeaders.tier, 'provider'), set(ownHeaders.model, tier.model)],
      };
    default:
      return tier satisfies never;
  }
}

export const servedName = ({ cells }: GatewayPlan, model: string): string =>
  cells.find((cell) => cell.model === model)?.servedName ?? model;

export const providerOf = ({ providers }: GatewayPlan, name: string): GatewayProvider => {
  const found = providers.find((provider) => provider.name === name);
  if (found === undefined) {
    throw new Error(`the plan of the gateway has no provider ${name}`);
  }
  return found;
};
