import type { ApiRoute } from '../engine/api-routes';
import type { GatewayPlan, GatewayTier, GatewayWorkload } from '../plan/gateway/gateway-plan';
import { chainsOfSet, peerChain, type TierSet, tierSetOf, tiersOf } from './chains';
import { chooseScript, type ScriptTier } from './choose-script';
import { gatewaySlots } from './choose-tier';
import {
  type Extension,
  type MetadataMatcher,
  type RetryPolicy,
  type Route,
  type RouteAction,
  type RouteConfiguration,
  seconds,
  typed,
  type VirtualHost,
} from './envoy';
import type { GatewayState } from './gateway-place';
import { clusterNames, listenerNames, metadataName, ownHeaders, scriptFilter } from './names';

interface Situation {
  readonly plan: GatewayPlan;
  readonly state: GatewayState;
}

/** How each listener's requests are routed. The agent writes it anew when an instance comes or goes, because the slots change. */
export function routeConfigurations(plan: GatewayPlan, state: GatewayState): RouteConfiguration[] {
  const situation = { plan, state };
  return [
    configuration(
      listenerNames.clients,
      plan.workloads.map((workload) => virtualHost(workload, workloadRoutes(situation, workload, fromClients))),
    ),
    configuration(
      listenerNames.peers,
      plan.workloads.map((workload) => virtualHost(workload, workloadRoutes(situation, workload, fromPeers))),
    ),
  ];
}

const configuration = (name: string, hosts: readonly VirtualHost[]): RouteConfiguration => ({
  name,
  virtual_hosts: hosts,
});

const virtualHost = ({ name, hostNames }: GatewayWorkload, routes: readonly Route[]): VirtualHost => ({
  name,
  domains: hostNames,
  routes,
});

/** Where a listener's requests may go, and what its clients must send. */
interface Source {
  readonly chosen: (situation: Situation, workload: GatewayWorkload, set: TierSet) => RouteAction;
  readonly attempts: (workload: GatewayWorkload, set: TierSet) => number;
  readonly headers: NonNullable<Route['match']['headers']>;
}

const fromClients: Source = {
  chosen: (situation, workload, set) => {
    const tiers = tiersOf(workload, set);
    const chains = chainsOfSet(workload, set);
    const script = tiers.map(
      (tier, index): ScriptTier => ({
        ...counted(situation, tier),
        target: chains[index]?.name ?? clusterNames.refuse,
      }),
    );
    return chosenBy(chooseScript(script, chains[0]?.name ?? clusterNames.refuse), chains[0]?.name);
  },
  attempts: (workload, set) => chainsOfSet(workload, set)[0]?.tiers.length ?? 1,
  headers: [],
};

/** A region lends free slots only, and sends no request of another region on. */
const fromPeers: Source = {
  chosen: (situation, workload) => {
    const { name } = peerChain(workload);
    const own = workload.tiers.find(({ kind }) => kind === 'own') as GatewayTier;
    const script = [{ ...counted(situation, own), target: name }];
    return chosenBy(chooseScript(script, clusterNames.refuse), clusterNames.refuse);
  },
  attempts: () => 2,
  headers: [{ name: ownHeaders.hop, present_match: true }],
};

/** If the script fails, the request goes to the cluster `otherwise`. */
const chosenBy = (script: string, otherwise: string = clusterNames.refuse): RouteAction => ({
  inline_cluster_specifier_plugin: { extension: luaSpecifier(script, otherwise) },
  cluster_not_found_response_code: 'SERVICE_UNAVAILABLE',
  timeout: '0s',
  idle_timeout: '0s',
});

const luaSpecifier = (script: string, otherwise: string): Extension => ({
  name: 'envoy.router.cluster_specifier_plugin.lua',
  typed_config: typed('extensions.router.cluster_specifiers.lua.v3.LuaConfig', {
    source_code: { inline_string: script },
    default_cluster: otherwise,
  }),
});

function counted({ plan, state }: Situation, tier: GatewayTier): Omit<ScriptTier, 'target'> {
  switch (tier.kind) {
    case 'own':
    case 'smaller':
      return { counted: clusterNames.cell(tier.model), slots: cellSlots(plan, state, tier.model) };
    case 'sibling':
      return { counted: clusterNames.region(tier.region), slots: gatewaySlots(tier.slots.value, 1, state.gateways) };
    case 'provider':
      return { counted: clusterNames.provider(tier.provider), slots: undefined };
    default:
      return tier satisfies never;
  }
}

/** Slots of the ready instances. While the number of ready instances is unknown, the minimum of the cell counts instead. */
function cellSlots(plan: GatewayPlan, { cells, gateways }: GatewayState, model: string): number {
  const cell = plan.cells.find((one) => one.model === model);
  const ready = cells[model]?.ready ?? cell?.minInstances.value ?? 0;
  return gatewaySlots(cell?.slotsPerInstance.value ?? 0, ready, gateways);
}

const inRequest = (key: string): MetadataMatcher => ({
  filter: metadataName,
  path: [{ key }],
  value: { bool_match: true },
});

function workloadRoutes(situation: Situation, workload: GatewayWorkload, source: Source): Route[] {
  return workload.routes.flatMap(({ id, method, paths }) =>
    paths.flatMap((path) =>
      (method === 'GET' ? [{ streams: false, other: true }] : kinds).map(({ streams, other }): Route => {
        const set = tierSetOf(path, other);
        return {
          name: `${workload.name}-${id}-${streams ? 'stream' : 'whole'}`,
          match: {
            path,
            headers: [{ name: ':method', string_match: { exact: method } }, ...source.headers],
            ...(method === 'POST' && {
              dynamic_metadata: [
                ...(streams ? [inRequest('stream')] : []),
                ...(other ? [inRequest('other_model')] : []),
              ],
            }),
          },
          metadata: { filter_metadata: { [scriptFilter]: scriptRules(situation, workload, method) } },
          route: {
            ...source.chosen(situation, workload, set),
            ...limits(workload, streams, source.attempts(workload, set)),
            retry_policy: retries(workload, streams, source.attempts(workload, set)),
          },
          response_headers_to_add: [{ header: { key: ownHeaders.tier, value: 'own' }, append_action: 'ADD_IF_ABSENT' }],
        };
      }),
    ),
  );
}

/** Envoy takes the first route that matches, so the narrowest ones come first. Before the body is read, only the last one matches. */
const kinds = [
  { streams: true, other: true },
  { streams: false, other: true },
  { streams: true, other: false },
  { streams: false, other: false },
];

const scriptRules = ({ plan, state }: Situation, workload: GatewayWorkload, method: ApiRoute['method']) => {
  const { full, lost } = workload.retryAfterSeconds;
  const isLost = state.cells[workload.model]?.ready === 0;
  return {
    model: plan.cells.find(({ model }) => model === workload.model)?.servedName ?? workload.model,
    retry_after_seconds: (isLost ? lost : full).value,
    ...(method === 'POST' && { body_limit_bytes: workload.bodyLimitBytes.value }),
  };
};

const limits = (
  { firstTokenLimitSeconds, silenceLimitSeconds, answerLimitSeconds }: GatewayWorkload,
  streams: boolean,
  attempts: number,
): Pick<RouteAction, 'timeout' | 'idle_timeout'> =>
  streams
    ? { timeout: '0s', idle_timeout: seconds(attempts * firstTokenLimitSeconds.value + silenceLimitSeconds.value) }
    : {
        timeout: seconds(answerLimitSeconds.value),
        idle_timeout: seconds(answerLimitSeconds.value + 1),
      };

/** A failure that is no fault of the client leads to the next attempt, as long as the client has no byte of an answer. */
const retries = (workload: GatewayWorkload, streams: boolean, attempts: number): RetryPolicy => ({
  retry_on: 'connect-failure,refused-stream,reset,retriable-status-codes',
  retriable_status_codes: [429, 500, 502, 503, 504],
  num_retries: attempts - 1,
  // An answer that does not stream begins when it is complete, so its first byte says nothing.
  ...(streams && {
    per_try_timeout: seconds(workload.firstTokenLimitSeconds.value),
    per_try_idle_timeout: seconds(Math.max(workload.firstTokenLimitSeconds.value, workload.silenceLimitSeconds.value)),
  }),
  retry_back_off: { base_interval: '0.010s', max_interval: '0.050s' },
  retry_host_predicate: [
    {
      name: 'envoy.retry_host_predicates.previous_hosts',
      typed_config: typed('extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate'),
    },
  ],
  // Each attempt looks at two random hosts. With two hosts, 3 of 4 looks find one that has refused; 20 looks in a row do so in 3 of 1,000 cases.
  host_selection_retry_max_attempts: 20,
});
