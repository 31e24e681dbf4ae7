/**
 * What HAProxy runs for each request besides its configuration: Lua, as HAProxy embeds it (5.3 and later). It reads no JSON
 * as a tree: a body of any depth passes, byte for byte, and only the members below are appended to it.
 *
 * The last of several members with one name holds for the engine: Python's json keeps it, and vLLM reads requests with
 * that. So what is appended holds, however a client spells the same name. A body that is malformed stays so: the text is
 * appended before the last brace, and reads only there as members of the outermost object.
 *
 * @see https://docs.python.org/3/library/json.html#repeated-names-within-an-object read 2026-11-27
 * @see https://github.com/encode/starlette/blob/master/starlette/requests.py json(), read 2026-11-27
 */
export const guardScript = String.raw`
local find, sub, byte, format = string.find, string.sub, string.byte, string.format
local blanks = "[ \t\r\n]*"

-- Members of the outermost object of a text that comes in pieces. It nests without recursion, and keeps short values alone.
local Members = {}
Members.__index = Members
local longest = 4096

local function members()
  return setmetatable({ depth = 0, values = {} }, Members)
end

local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

-- The text of a JSON string; nil for what is none.
local function decoded(raw)
  local inner = raw and raw:match('^"(.*)"$')
  if not inner then return nil end
  local out, at = {}, 1
  while true do
    local stop = find(inner, "\\", at, true)
    out[#out + 1] = sub(inner, at, (stop or 0) - 1)
    if not stop then return table.concat(out) end
    local kind = sub(inner, stop + 1, stop + 1)
    at = stop + 2
    if kind == "u" then
      local code = tonumber(sub(inner, at, at + 3), 16) or 0xFFFD
      at = at + 4
      local low = code >= 0xD800 and code < 0xDC00 and tonumber(sub(inner, at):match("^\\u([dD][c-fC-F]%x%x)") or "", 16)
      if low then
        code = 0x10000 + (code - 0xD800) * 1024 + low - 0xDC00
        at = at + 6
      end
      out[#out + 1] = utf8.char(code)
    else
      out[#out + 1] = escapes[kind] or kind
    end
  end
end

function Members:keep(text)
  if self.kept then
    self.kept = #self.kept + #text <= longest and self.kept .. text or nil
  end
end

-- A member has ended. The last one of a name holds, as for the engine.
function Members:close()
  if self.key then
    self.values[self.key] = self.kept and self.kept:match("^" .. blanks .. "(.-)" .. blanks .. "$") or "[]"
  end
  self.key, self.kept = nil, ""
end

function Members:read(piece)
  local at, last = 1, #piece
  while at <= last do
    if self.escaped then
      self:keep(sub(piece, at, at))
      self.escaped = false
      at = at + 1
    elseif self.quoted then
      local stop = find(piece, '["\\]', at) or last
      self:keep(sub(piece, at, stop))
      local char = byte(piece, stop)
      self.quoted, self.escaped = char ~= 34, char == 92
      at = stop + 1
    else
      local stop = find(piece, '["{}%[%]:,]', at)
      self:keep(sub(piece, at, (stop or last + 1) - 1))
      if not stop then return end
      local char = sub(piece, stop, stop)
      if char == '"' then
        self.quoted = true
        self:keep(char)
      elseif char == ":" then
        if self.depth == 1 and not self.key then
          self.key = decoded(self.kept and self.kept:match("^" .. blanks .. "(.-)" .. blanks .. "$")) or ""
          self.kept = ""
        end
      elseif char == "," then
        if self.depth == 1 then self:close() end
      elseif char == "{" or char == "[" then
        self.depth = self.depth + 1
        self.kept = self.depth == 1 and "" or nil
      else
        self.depth = self.depth - 1
        if self.depth == 0 then self:close() end
      end
      at = stop + 1
    end
  end
end

-- Claims of the token, which the load balancer has verified. Where no token is checked there is no claim to believe.
local function claims_of(txn, authorization)
  local scheme, payload = (authorization or ""):match("^(%a+) +[^%s.]+%.([^%s.]+)%.[^%s.]+ *$")
  local text = rules.claim and scheme and scheme:lower() == "bearer" and txn.c:ub64dec(payload)
  local claims = members()
  if text and text:match("^" .. blanks .. "{.*}" .. blanks .. "$") then claims:read(text) end
  return claims.values
end

-- A number and its digits are two tenants; anything else that a claim may hold names none.
local function tenant_of(claims)
  local raw = rules.claim and claims[rules.claim]
  local name = decoded(raw)
  if name then return name ~= "" and "s" .. name or nil end
  local number = raw and raw:match("^%-?%d+$") and math.tointeger(tonumber(raw))
  return number and number > -2^53 and number < 2^53 and "n" .. raw or nil
end

local function joined(...)
  local out = {}
  for _, part in ipairs({ ... }) do out[#out + 1] = #part .. ":" .. part end
  return table.concat(out)
end

-- One salt for each tenant; without a tenant one that is never used again. A client's own salt divides its tenant's cache.
local function salt_of(txn, whose, own)
  return txn.c:ub64enc(txn.c:hmac(joined(whose, own and "own" .. own or "none"), "sha256", rules.salt_key))
end

local function may_use(name, tenant)
  local tenants = name and rules.adapters[name]
  return not tenants or (tenant ~= nil and sub(tenant, 1, 1) == "s" and tenants[sub(tenant, 2)] == true)
end

-- Model names come back in a field of fixed length, because the length of the body is said before its end is known.
local model_field = 300

-- The name that was checked is the name that the engine reads, whatever else the body says.
local function model_member(raw, tenant)
  local name = raw
  if raw == nil then
    name = "null"
  elseif raw ~= "null" and (#raw > model_field - 20 or not decoded(raw) or not may_use(decoded(raw), tenant)) then
    name = '"no such model"'
  end
  local text = ',"model":' .. name
  return text .. (" "):rep(model_field - #text)
end

local store_member = ',"store":false'

local function added_bytes(path)
  return (rules.adapters and model_field or 0) + (path == rules.stateless_path and #store_member or 0)
    + (rules.salt_key and 59 or 0)
end

-- Framing and routing are HAProxy's own.
local kept_headers = { ["content-length"] = true, ["transfer-encoding"] = true, host = true, close = true, ["keep-alive"] = true }

-- Headers that the connection names are the connection's.
local function end_hop(headers, delete)
  for _, value in pairs(headers["connection"] or {}) do
    for name in value:lower():gmatch("[^%s,]+") do
      if not kept_headers[name] then delete(name) end
    end
  end
end

core.register_action("admit", { "http-req" }, function(txn)
  local headers = txn.http:req_get_headers()
  local claims = claims_of(txn, (headers["authorization"] or {})[0])
  local tenant = tenant_of(claims)
  local path = txn.f:path()
  local bytes = txn.f:method() == "POST" and added_bytes(path) or 0
  if tenant then txn:set_var("txn.tenant", tenant) end
  txn:set_var("txn.path", path)
  txn:set_var("txn.whose", tenant and joined("tenant", decoded(claims.iss) or "", rules.claim, tenant) or joined("nobody", txn.f:uuid()))
  local length = (headers["content-length"] or {})[0]
  if length and bytes > 0 then txn.http:req_set_header("content-length", format("%d", tonumber(length) + bytes)) end
  end_hop(headers, function(name) txn.http:req_del_header(name) end)
  txn:set_var("txn.added", bytes)
end)

local Body = { flags = filter.FLT_CFG_FL_HTX }
Body.__index = Body
-- What may follow the last brace. A client's salt has 1,024 characters at most, as for the engine.
local most_blanks, window_bytes = 1024, 8192

function Body:new()
  return setmetatable({ window = "", bytes = 0 }, Body)
end

function Body:start_analyze(txn, channel)
  if not channel:is_resp() then filter.register_data_filter(self, channel) end
end

-- Finds the client's own salt as it is usually written. One that is written otherwise divides nothing.
function Body:find_salt(piece)
  local text, from = self.window .. piece, 1
  while true do
    local _, open = find(text, '"cache_salt"' .. blanks .. ":" .. blanks .. '"', from)
    local close, slash = open, 0
    repeat
      close = close and find(text, '"', close + 1, true)
      slash = close and close - 1
      while slash and byte(text, slash) == 92 do slash = slash - 1 end
    until not close or (close - 1 - slash) % 2 == 0 or close - open > window_bytes / 2
    if not close then break end
    self.own = sub(text, open + 1, close - 1)
    from = close
  end
  self.window = sub(text, -window_bytes)
end

function Body:read(piece)
  if rules.salt_key then self:find_salt(piece) end
  if rules.adapters then
    self.members = self.members or members()
    self.members:read(piece)
  end
end

function Body:added(txn)
  return (rules.adapters and model_member(self.members and self.members.values.model, txn:get_var("txn.tenant")) or "")
    .. (txn:get_var("txn.path") == rules.stateless_path and store_member or "")
    .. (rules.salt_key and ',"cache_salt":"' .. salt_of(txn, txn:get_var("txn.whose"), self.own) .. '"' or "")
end

function Body:http_payload(txn, message)
  local piece = message:body() or ""
  local bytes, more = #piece, txn:get_var("txn.added")
  if more == nil or more == 0 or self.ended then
    message:forward(bytes)
    return filter.CONTINUE
  end
  -- An error that is raised ends the request on both sides; filter.ERROR would let the data pass (HAProxy 2.6.12).
  if self.bytes + bytes > rules.most_bytes then error("too long") end
  local tail = find(sub(piece, -most_blanks - 1), "}" .. blanks .. "$")
  local held = tail and #sub(piece, -most_blanks - 1) - tail + 1 or 0
  -- What was held before has been read already.
  self:read(sub(piece, (self.held or 0) + 1))
  if message:eom() then
    local text = self:added(txn)
    -- An empty object has no member to part from. Without a last brace the text makes no object of the body.
    if self.bytes == 0 and piece:match("^" .. blanks .. "{" .. blanks .. "}" .. blanks .. "$") then text = " " .. sub(text, 2) end
    if message:insert(text, bytes - held) ~= #text then error("no room") end
    self.ended = true
    message:forward(bytes + #text)
  else
    self.bytes = self.bytes + bytes - held
    self.held = held
    message:forward(bytes - held)
  end
  return filter.CONTINUE
end

core.register_filter("body", Body, function(body) return body end)

core.register_action("end_hop", { "http-res" }, function(txn)
  end_hop(txn.http:res_get_headers(), function(name) txn.http:res_del_header(name) end)
end)

-- The engine's list without the adapters that other tenants alone may use: a tenant does not learn the names of those.
core.register_action("list_models", { "http-res" }, function(txn)
  local before, data, after = (txn.f:res_body() or ""):match('^(.-"data"' .. blanks .. ":" .. blanks .. ")(%b[])(.*)$")
  if not data or txn.f:status() ~= 200 then return end
  local kept = {}
  for model in sub(data, 2, -2):gmatch("%b{}") do
    local entry = members()
    entry:read(model)
    if may_use(decoded(entry.values.id), txn:get_var("txn.tenant")) then kept[#kept + 1] = model end
  end
  txn:set_var("txn.models", before .. "[" .. table.concat(kept, ",") .. "]" .. after)
end)
`;
