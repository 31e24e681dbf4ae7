import { luaText } from '../contract/lua-text';

export interface ScriptTier {
  /** Cluster whose requests in flight count. */
  readonly counted: string;
  /** @default - nothing limits it */
  readonly slots: number | undefined;
  /** Cluster that the request is sent to, if the tier has a free slot. */
  readonly target: string;
}

/**
 * `chooseTier` of choose-tier.ts, in the language of Envoy's cluster specifier.
 *
 * @param whenFull what is chosen where every tier is full
 */
export const chooseScript = (tiers: readonly ScriptTier[], whenFull: string): string => `
local tiers = {
${tiers.map(({ counted, slots, target }) => `  { counted = ${luaText(counted)}, ${slots === undefined ? '' : `slots = ${slots}, `}target = ${luaText(target)} },`).join('\n')}
}

function envoy_on_route(handle)
  for _, tier in ipairs(tiers) do
    local cluster = tier.slots and handle:getCluster(tier.counted)
    if not tier.slots or (cluster and cluster:numRequests() < tier.slots) then return tier.target end
  end
  return ${luaText(whenFull)}
end
`;
