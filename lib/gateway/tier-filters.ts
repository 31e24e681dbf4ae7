import { luaText } from '../contract/lua-text';
import type { GatewayPlan, GatewayProvider, GatewayTier, GatewayWorkload } from '../plan/gateway/gateway-plan';
import { bodyScript, renameScript } from './body-script';
import { type Extension, fromFile, typed } from './envoy';
import type { GatewayPlace, GatewayState } from './gateway-place';
import { files, metadataName, ownHeaders, scriptFilter } from './names';
import { spendingLimit, unitsPerUsd } from './spending-limit';
import { type OtherTier, providerOf, routingHeader, servedName } from './tier-routes';

interface Where {
  readonly place: GatewayPlace;
  readonly state: GatewayState;
}

/** What changes a request on its way to a tier. */
export function tierFilters(plan: GatewayPlan, { tier, workload }: OtherTier, { place, state }: Where): Extension[] {
  switch (tier.kind) {
    case 'sibling':
      return [];
    case 'smaller':
      return [lua(renamingScript(servedName(plan, tier.model)))];
    case 'provider': {
      const provider = providerOf(plan, tier.provider);
      return [
        lua(providerScript(provider, tier, workload)),
        spendingLimit(provider, state.gateways),
        authentication(provider, place),
      ];
    }
    default:
      return tier satisfies never;
  }
}

const lua = (text: string): Extension => ({
  name: scriptFilter,
  typed_config: typed('extensions.filters.http.lua.v3.Lua', { default_source_code: { inline_string: text } }),
});

const renaming = (model: string): string => `${bodyScript}${renameScript}
local function rename(handle)
  local body = handle:body()
  local text = body and renamed(body:getBytes(0, body:length()), ${luaText(model)})
  if not text then
    handle:respond({ [":status"] = "400" }, "")
    return nil
  end
  body:setBytes(text)
  handle:headers():replace("content-length", tostring(#text))
  return text
end
`;

const renamingScript = (model: string): string => `${renaming(model)}
function envoy_on_request(handle) rename(handle) end
`;

/**
 * A provider gets the body, with its own name for the model, and nothing that a client or a load balancer says about itself.
 * The client gets the body of the answer and the headers that describe the body. If a provider rejects the fleet's key or
 * answers with a redirect, the provider has failed, and not the client.
 */
const providerScript = (
  { host, pathPrefix }: GatewayProvider,
  { model, inputUsdPerMillionTokens: input, outputUsdPerMillionTokens: output }: ProviderTier,
  { maxOutputTokens }: GatewayWorkload,
): string => `${renaming(model)}
-- At most so much, in ${unitsPerUsd} of a USD: a token has three bytes or more, and an answer is as long as it may be.
local function cost(text)
  local members = outermost(text)
  local function count(member)
    local raw = value_of(text, member)
    return raw and match(raw, "^%d+$") and tonumber(raw)
  end
  local limit = count(members.max_completion_tokens) or count(members.max_tokens)
  local answers = math.max(1, count(members.n) or 1)
  local usd = #text / 3 * ${input.value / 1e6} + answers * (limit or ${maxOutputTokens.value}) * ${output.value / 1e6}
  return math.min(1000000000, math.max(1, math.ceil(usd * ${unitsPerUsd})))
end

local sent = { [":method"] = true, [":path"] = true, [":authority"] = true, [":scheme"] = true, ["content-type"] = true, ["content-length"] = true, [${luaText(routingHeader)}] = true }
local answered = { [":status"] = true, ["content-type"] = true, ["content-length"] = true, ["transfer-encoding"] = true, ["retry-after"] = true, [${luaText(ownHeaders.tier)}] = true, [${luaText(ownHeaders.model)}] = true }

local function keep(headers, allowed)
  local names = {}
  for name in pairs(headers) do
    if not allowed[name] then names[#names + 1] = name end
  end
  for _, name in ipairs(names) do headers:remove(name) end
end

function envoy_on_request(handle)
  local text = rename(handle)
  if not text then return end
  handle:streamInfo():dynamicMetadata():set(${luaText(metadataName)}, "cost", cost(text))
  local headers = handle:headers()
  keep(headers, sent)
  headers:replace(":authority", ${luaText(host)})
  headers:replace(":path", ${luaText(pathPrefix)} .. match(headers:get(":path"), "^[^?]*"))
  headers:replace("accept-encoding", "identity")
end

local clients_fault = { ["400"] = true, ["413"] = true, ["422"] = true, ["429"] = true }

function envoy_on_response(handle)
  local headers = handle:headers()
  keep(headers, answered)
  local status = headers:get(":status")
  if sub(status, 1, 1) ~= "2" and not clients_fault[status] then headers:replace(":status", "502") end
end
`;

type ProviderTier = Extract<GatewayTier, { kind: 'provider' }>;

/** The role of the instance signs for Bedrock. The key of any other provider lies in a file that the agent writes. */
function authentication({ name, signingRegion, host }: GatewayProvider, place: GatewayPlace): Extension {
  const { awsCredentials } = place;
  return signingRegion === undefined
    ? {
        name: 'envoy.filters.http.credential_injector',
        typed_config: typed('extensions.filters.http.credential_injector.v3.CredentialInjector', {
          overwrite: true,
          credential: {
            name: 'generic',
            typed_config: typed('extensions.http.injected_credentials.generic.v3.Generic', {
              credential: { name, sds_config: fromFile(files(place.folder).providerKey(name)) },
              header: 'authorization',
            }),
          },
        }),
      }
    : {
        name: 'envoy.filters.http.aws_request_signing',
        typed_config: typed('extensions.filters.http.aws_request_signing.v3.AwsRequestSigning', {
          service_name: 'bedrock',
          region: signingRegion,
          host_rewrite: host,
          ...(awsCredentials && {
            credential_provider: {
              inline_credential: {
                access_key_id: awsCredentials.accessKeyId,
                secret_access_key: awsCredentials.secretAccessKey,
              },
            },
          }),
        }),
      };
}
