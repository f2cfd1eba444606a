-- Posts a line of a file with each request, any of them, and prints what was measured as words and numbers.
-- Arguments: the file, the seed, how many milliseconds each connection waits on average before a request.
local requests = {}

function init(args)
  math.randomseed(tonumber(args[2]))
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format(nil, nil, nil, line)
  end
  local wait = tonumber(args[3])
  if wait > 0 then
    delay = function() return math.random(0, 2 * wait) end
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "solvent requests=%d micros=%d bytes=%d failed=%d p50=%d p90=%d p99=%d p99.9=%d most=%d\n",
    summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency:percentile(99.9),
    latency.max))
end
