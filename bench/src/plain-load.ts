/** The engine's own load of EVE lines into the columns of `event`, without attribution, matching or one part per insert. */
export const plainLoad = `
insert into event (id, received_at, hour, time, event_type, flow_id, src_ip, src_port, dest_ip, dest_port, proto, app_proto,
  dns_name, tls_sni, http_host, http_url, http_method, http_status, http_user_agent, alert_signature_id, alert_signature,
  alert_category, alert_severity)
select sipHash128(line), now64(3), toInt32(floor(toUnixTimestamp64Milli(at) / 3600000)), at, e.event_type, e.flow_id,
  toIPv6OrDefault(e.src_ip), e.src_port, toIPv6OrDefault(e.dest_ip), e.dest_port, e.proto, e.app_proto, e.dns.rrname, e.tls.sni,
  e.http.hostname, e.http.url, e.http.http_method, e.http.status, e.http.http_user_agent, e.alert.signature_id,
  e.alert.signature, e.alert.category, e.alert.severity
from (
  select line, e, parseDateTime64BestEffort(e.timestamp, 6, 'UTC') as at
  from (
    select line, JSONExtract(line, 'Tuple(timestamp String, flow_id UInt64, event_type String, src_ip String, src_port UInt16,
      dest_ip String, dest_port UInt16, proto String, app_proto String, dns Tuple(rrname String), tls Tuple(sni String),
      http Tuple(hostname String, url String, http_method String, status UInt16, http_user_agent String),
      alert Tuple(signature_id UInt32, signature String, category String, severity UInt8))') as e
    from file({path:String}, 'LineAsString', 'line String')))`
