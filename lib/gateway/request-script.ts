import { luaText } from '../contract/lua-text';
import { bodyScript } from './body-script';
import { metadataName, ownHeaders } from './names';

const exhaustedText = JSON.stringify({
  error: {
    message: 'nothing that may answer has room now; send it again after Retry-After',
    type: 'service_unavailable',
    param: null,
    code: 503,
  },
});

/**
 * What the gateway does with a request before it chooses, and with an answer before the client has it. It runs after the
 * token has been verified.
 *
 * @param forgets prefix of headers that no client may set; the hop is kept where other gateways ask
 */
export const requestScript = (keepsHop: boolean): string => `${bodyScript}
local function refuse(handle, status, message)
  handle:respond(
    { [":status"] = tostring(status), ["content-type"] = "application/json" },
    '{"error":{"message":"' .. message .. '","type":"invalid_request_error","param":null,"code":' .. status .. "}}"
  )
end

local function forget(headers)
  local names = {}
  for name in pairs(headers) do
    local own = sub(name, 1, ${ownHeaders.prefix.length}) == ${luaText(ownHeaders.prefix)}
    if (own and ${keepsHop ? `name ~= ${luaText(ownHeaders.hop)}` : 'true'}) or sub(name, 1, 8) == "x-envoy-" then
      names[#names + 1] = name
    end
  end
  for _, name in ipairs(names) do headers:remove(name) end
end

function envoy_on_request(handle)
  local headers = handle:headers()
  forget(headers)
  local limit = handle:metadata():get("body_limit_bytes")
  if not limit or headers:get(":method") ~= "POST" then return end
  local body = handle:body()
  local length = body and body:length() or 0
  if length > limit then return refuse(handle, 413, "the request is too long; send less text or smaller images") end
  local text = body and body:getBytes(0, length) or ""
  local members = outermost(text)
  if not members then
    return refuse(handle, 400, "the body cannot be read; send a JSON object that names each field once")
  end
  local found = handle:streamInfo():dynamicMetadata()
  found:set(${luaText(metadataName)}, "stream", value_of(text, members.stream) == "true")
  local model = value_of(text, members.model)
  local known = '"' .. handle:metadata():get("model") .. '"'
  found:set(${luaText(metadataName)}, "other_model", model ~= nil and model ~= known and model ~= "null")
  handle:clearRouteCache()
end

-- What is refused by every tier, or lost, is one answer for the client: not now, and when.
local exhausted = { ["429"] = true, ["500"] = true, ["502"] = true, ["503"] = true }

function envoy_on_response(handle)
  local headers = handle:headers()
  local details = handle:metadata()
  local status = headers:get(":status")
  if not details:get("model") or not (exhausted[status] or status == "504") then return end
  if not headers:get("retry-after") then headers:add("retry-after", tostring(details:get("retry_after_seconds"))) end
  if exhausted[status] then
    headers:replace(":status", "503")
    headers:replace("content-type", "application/json")
    headers:remove(${luaText(ownHeaders.tier)})
    headers:remove(${luaText(ownHeaders.model)})
    handle:body(true):setBytes(${luaText(exhaustedText)})
  end
end
`;
