-- Posts the operation of WRK_BODY; the last line of the output is one JSON object.
wrk.method = "POST"
wrk.body = os.getenv("WRK_BODY")
wrk.headers["content-type"] = "application/json"
local token = os.getenv("WRK_TOKEN")
if token then wrk.headers["authorization"] = "Bearer " .. token end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"requests":%d,"seconds":%.3f,"bytes":%d,"failed":%d,"timeouts":%d,"p50":%.3f,"p90":%.3f,"p99":%.3f}',
    summary.requests, summary.duration / 1e6, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status, errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3))
end
