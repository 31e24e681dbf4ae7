/**
 * Reads the outermost members of a JSON text without building a tree, for Envoy's LuaJIT. It refuses keys with escapes, and a
 * second member with a name that matters: the gateway, an engine and a provider would read them differently.
 */
export const bodyScript = String.raw`
local find, sub, byte, match = string.find, string.sub, string.byte, string.match
local once = { model = true, stream = true, max_tokens = true, max_completion_tokens = true, n = true }
-- A text of more brackets, quotes, commas and escapes would hold up other requests of the same thread.
local most_steps = 500000

local function outermost(text)
  if not match(text, "^[ \t\r\n]*{[^%z]") then return nil end
  local steps, depth, at, key, quoted, from, members = 0, 0, 1, nil, nil, nil, {}
  local function close(stop)
    if key then members[key] = { from = from, to = stop - 1 } end
    key, quoted = nil, nil
  end
  while true do
    local stop = find(text, '["{}%[%]:,]', at)
    if not stop then return nil end
    steps = steps + 1
    if steps > most_steps then return nil end
    local char = byte(text, stop)
    at = stop + 1
    if char == 34 then
      local last = at
      while true do
        last = find(text, '["\\]', last)
        steps = steps + 1
        if not last or steps > most_steps then return nil end
        if byte(text, last) == 34 then break end
        last = last + 2
      end
      if depth == 1 and not key then quoted = sub(text, at, last - 1) end
      at = last + 1
    elseif char == 58 then
      if depth == 1 and not key then
        if not quoted or find(quoted, "\\", 1, true) or (once[quoted] and members[quoted]) then return nil end
        key, from = quoted, at
      end
    elseif char == 44 then
      if depth == 1 then close(stop) end
    elseif char == 123 or char == 91 then
      depth = depth + 1
    else
      depth = depth - 1
      if depth == 0 then
        close(stop)
        if char ~= 125 or not match(text, "^[ \t\r\n]*$", stop + 1) then return nil end
        return members
      end
    end
  end
end

local function value_of(text, member)
  return member and match(sub(text, member.from, member.to), "^[ \t\r\n]*(.-)[ \t\r\n]*$")
end
`;

/** Puts the name of another model in place of the one in the body; the rest stays byte for byte. */
export const renameScript = `
local function renamed(text, name)
  local members = outermost(text)
  if not members then return nil end
  local model = members.model
  if model then return sub(text, 1, model.from - 1) .. '"' .. name .. '"' .. sub(text, model.to + 1) end
  local open = find(text, "{", 1, true)
  return sub(text, 1, open) .. '"model":"' .. name .. '"' .. (next(members) and "," or "") .. sub(text, open + 1)
end
`;
