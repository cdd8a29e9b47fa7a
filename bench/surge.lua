-- What wrk sends: each time another signer, from another place, with a ticket that was not used before.
-- Arguments: a file of tickets, one a line; where to keep how many were taken; a word that makes addresses differ from run to run.
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Sec-Fetch-Site"] = "same-origin" }
local tickets, number, word = {}, 0, ""
taken = 0

function init(arguments)
  for line in io.lines(arguments[1]) do tickets[#tickets + 1] = line end
  kept_in, word = arguments[2], arguments[3]
  math.randomseed(tonumber(arguments[4]))
end

function request()
  number = number + 1
  headers["X-Forwarded-For"] = math.random(11, 99) .. "." .. math.random(0, 255) .. "." .. math.random(0, 255) .. ".7"
  local body = "name=Signer+Number+" .. number .. "&mail=signer." .. word .. "." .. number .. "%40signers.example"
    .. "&country=SE&postcode=" .. (10000 + number % 80000) .. "&visibility=addressee&consent=answer&language=en&website=&proof="
    .. "&ticket=" .. (tickets[number] or "")
  return wrk.format("POST", nil, headers, body)
end

function response(status)
  if status == 303 or status == 302 then taken = taken + 1 end
end

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

function done(summary, latency)
  local all = 0
  for _, thread in ipairs(threads) do all = all + thread:get("taken") end
  local file = io.open(threads[1]:get("kept_in"), "w")
  file:write(string.format('{"taken": %d, "answers": %d, "seconds": %.3f, "p50": %.3f, "p99": %.3f, "broken": %d}\n', all, summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
  file:close()
end
