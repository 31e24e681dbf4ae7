import { luaText } from '../contract/lua-text';
import type { GatewayPlan, GatewayProvider, GatewayTier } from '../plan/gateway/gateway-plan';
import { bodyScript, renameScript } from './body-script';
import { type Extension, fromFile, typed } from './envoy';
import type { GatewayPlace } from './gateway-place';
import { files, ownHeaders, scriptFilter } from './names';
import { providerOf, routingHeader, servedName } from './tier-routes';

/** What changes a request on its way to a tier. */
export function tierFilters(
  plan: GatewayPlan,
  tier: Exclude<GatewayTier, { kind: 'own' }>,
  place: GatewayPlace,
): Extension[] {
  switch (tier.kind) {
    case 'sibling':
      return [];
    case 'smaller':
      return [lua(renamingScript(servedName(plan, tier.model)))];
    case 'provider': {
      const provider = providerOf(plan, tier.provider);
      return [lua(providerScript(provider, tier.model)), authentication(provider, place)];
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
    return false
  end
  body:setBytes(text)
  handle:headers():replace("content-length", tostring(#text))
  return true
end
`;

const renamingScript = (model: string): string => `${renaming(model)}
function envoy_on_request(handle) rename(handle) end
`;

/**
 * A provider gets the body, under the name that it gives the model, and nothing that a client or a load balancer says
 * about itself. Of its answer the client gets the body and what describes it. A provider that does not know the fleet's
 * key, or sends the client elsewhere, has failed: that is no fault of the client.
 */
const providerScript = ({ host, pathPrefix }: GatewayProvider, model: string): string => `${renaming(model)}
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
  if not rename(handle) then return end
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
