/**
 * The load statement: from a group of segments to rows of `event`, in the engine and in one pass. No event byte enters the
 * JavaScript heap.
 *
 * Why in SQL: on two cores the engine parses EVE at about 1.4 GB/s where one core's JSON.parse does 0.24 GB/s, and the
 * lookups (narrowest network, address, each parent of a name) run on columns. `npm run bench -- ingest` has the figures.
 * Each stage is a subquery of its own, so that the planner sees each expression once: planning costs as much as loading
 * some ten thousand lines.
 */
import { namePositions } from './segment.ts'

/** Longest line that is read, in bytes; longer ones are set aside. */
export const longestLine = 1024 * 1024

/** What is taken from an EVE line; unknown keys are ignored and missing ones are empty. */
const eve = `Tuple(
  timestamp String, flow_id UInt64, event_type String, direction String,
  src_ip String, src_port UInt16, dest_ip String, dest_port UInt16, proto String, app_proto String,
  dns Tuple(rrname String, queries Array(Tuple(rrname String)), query Array(Tuple(rrname String)),
    answers Array(Tuple(rrname String))),
  tls Tuple(sni String), quic Tuple(sni String),
  http Tuple(hostname String, url String, http_method String, status UInt16, http_user_agent String),
  alert Tuple(signature_id UInt32, signature String, category String, severity UInt8),
  suricata_version String,
  stats Tuple(uptime UInt64, capture Tuple(kernel_packets UInt64, kernel_drops UInt64),
    tcp Tuple(segment_memcap_drop UInt64, ssn_memcap_drop UInt64),
    detect Tuple(engines Array(Tuple(last_reload String, rules_loaded UInt64, rules_failed UInt64)))))`

/** What the sensor counted, in the order of the column `capture`. */
const capture = `if(event_type = 'stats', [stats.uptime, stats.capture.kernel_packets, stats.capture.kernel_drops,
    stats.tcp.segment_memcap_drop + stats.tcp.ssn_memcap_drop, arraySum(stats.detect.engines.rules_loaded),
    arraySum(stats.detect.engines.rules_failed), toUInt64(arrayMax(arrayMap(
      t -> ifNull(toUnixTimestamp(parseDateTimeBestEffortOrNull(t, 'UTC')), 0), stats.detect.engines.last_reload)))], [])`

const none = `toUUID('00000000-0000-0000-0000-000000000000')`

/** Lower case, without a port and without a trailing dot: how indicators are stored. */
const bareName = (name: string) => `lower(trimRight(replaceRegexpOne(${name}, ':[0-9]*$', ''), '.'))`

/**
 * When a line counts as read: its time, or null. A JSON value that is no object could fill a tuple by position, so the
 * first byte is asked too. Whole-line validity is the parser's: what is cut or not JSON yields an empty tuple.
 */
const timeOf = (parsed: string) =>
  `if(length(line) <= ${longestLine} and startsWith(trimLeft(line), '{'),
    parseDateTime64BestEffortOrNull(${parsed}.timestamp, 6, 'UTC'), null)`

/** RFC 1918 and RFC 4193. */
const privateRanges = [
  ['::ffff:10.0.0.0', '::ffff:10.255.255.255'],
  ['::ffff:172.16.0.0', '::ffff:172.31.255.255'],
  ['::ffff:192.168.0.0', '::ffff:192.168.255.255'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
]
export const isPrivate = (address: string) =>
  `(${privateRanges.map(([first, last]) => `(${address} >= '${first}' and ${address} <= '${last}')`).join(' or ')})`

export const memberOf = (address: string) => `dictGetOrDefault('network_owner', 'orgnr', ${address}, '')`

const indicatorsOf = (address: string) =>
  `arrayConcat(arrayFilter(i -> i != ${none}, [dictGet('indicator_of_address', 'id', tuple(${address}))]),
      dictGet('indicators_of_network', 'ids', ${address}))`

/**
 * Whole hours since 1970, downwards, so that no hour holds times of both signs: the engine's compiled comparisons take
 * times before 1970 for later than all others.
 */
export const hourOf = (milliseconds: string) => `toInt32(floor(${milliseconds} / 3600000))`

/** The first side that is a member's, else what is told of the sensor's member. */
export const preferred = (first: string, second: string) =>
  `multiIf(${first}_member != '', (${first}_member, ${first}_ip), ${second}_member != '', (${second}_member, ${second}_ip),
      src_private = dest_private, (sensor_member, ${first}_ip), src_private, (sensor_member, src_ip), (sensor_member, dest_ip))`

/**
 * Where the lines come from, and the name of the segment that a line is in: the engine reads a folder of segments itself,
 * or is sent one segment as the request's body. `number` is a line's number within its segment, from 0.
 */
export const sources = {
  folder: { lines: `file({path:String}, 'LineAsString', 'line String')`, name: '_file', number: '_row_number' },
  body: { lines: `input('line String')`, name: '{name:String}', number: 'rowNumberInAllBlocks()' },
} as const
export type Source = keyof typeof sources

const nameParts = (name: string) =>
  `toUUID(substring(${name}, ${namePositions.id})) as segment, toUUID(substring(${name}, ${namePositions.sensor})) as sensor,
        toInt64(substring(${name}, ${namePositions.receivedAt})) as received`

/** Parameters: `path` or `name`, and the parallel lists `sensors` and `members`: whose member each sensor is. */
export function loadStatement(source: Source, token: string): string {
  const { lines, name } = sources[source]
  return `
insert into event (id, segment, sensor, received_at, hour, time, member, other_member, attribution, event_type, flow_id,
  src_ip, src_port, dest_ip, dest_port, proto, app_proto, dns_name, tls_sni, http_host, http_url, http_method, http_status,
  http_user_agent, alert_signature_id, alert_signature, alert_category, alert_severity,
  hit_indicators, hit_fields, hit_members, hit_hosts, raw, version, capture, suricata_version)
${oneBlock(token)}
select
  sipHash128(sensor, line), segment, sensor, fromUnixTimestamp64Milli(received, 'UTC'),
  ${hourOf('toUnixTimestamp64Milli(at)')}, at,
  multiIf(src_member != '', src_member, dest_member != '', dest_member, sensor_member), if(two_members, dest_member, ''),
  if(src_member = '' and dest_member = '', 'sensor', 'network'),
  event_type, flow_id, src_ip, src_port, dest_ip, dest_port, proto, app_proto, dns_names[1], sni, host, http.url,
  http.http_method, http.status, http.http_user_agent, alert.signature_id, alert.signature, alert.category, alert.severity,
  hits.1, hits.2, hits.3, hits.4, if(empty(hits.1), '', line), -received, ${capture}, suricata_version
from (
  -- One entry per cause and member concerned: (indicator, field, member, host).
  select *, arrayDistinct(arrayFlatten(arrayMap(c -> arrayMap(t -> (c.1, c.2, t.1, t.2), c.3), causes))) as hits
  from (
    -- Whose finding it is, and which of that member's hosts it concerns.
    -- An address was hit: the other side, or the listed host itself where only that is in a member's network.
    -- A name was hit: the client, or the other side where only that is in a member's network.
    -- An alert: the source, or the destination where only that is in a member's network.
    -- Source and destination in two members' networks: an address hit and an alert concern both.
    -- Neither side in any member's network: the sensor's member, and the private address if exactly one side has one,
    -- else the other side, the client or the source.
    select *, arrayConcat(
      arrayMap(i -> (i, 'src_ip', if(two_members, both, [dest_first])), src_indicators),
      arrayMap(i -> (i, 'dest_ip', if(two_members, both, [src_first])), dest_indicators),
      arrayMap(h -> (h.1, h.2, [if(client_is_dest, dest_first, src_first)]), name_hits),
      arrayMap(i -> (i, 'alert', if(two_members, both, [src_first])), if(event_type = 'alert', [${none}], []))) as causes
    from (
      select *,
        src_member != '' and dest_member != '' and src_member != dest_member as two_members,
        [(src_member, src_ip), (dest_member, dest_ip)] as both,
        ${preferred('src', 'dest')} as src_first,
        ${preferred('dest', 'src')} as dest_first,
        arrayConcat(
          arrayMap(f -> (f.1.1, f.3), arrayFilter(f -> f.1.1 != ${none}, found)),
          arrayMap(f -> (f.1.2, f.3), arrayFilter(f -> f.1.2 != ${none} and not f.2, found))) as name_hits
      from (
        select *, arrayMap(p -> (dictGet('indicators_of_name', ('domain', 'wildcard'), p.1), p.2, p.3), parents) as found,
          ${memberOf('src_ip')} as src_member, ${memberOf('dest_ip')} as dest_member,
          ${isPrivate('src_ip')} as src_private, ${isPrivate('dest_ip')} as dest_private,
          ${indicatorsOf('src_ip')} as src_indicators, ${indicatorsOf('dest_ip')} as dest_indicators,
          src_port = 53 or direction = 'to_client' as client_is_dest
        from (
          -- Each name with each of its parents, the top level left out: (parent, is it the name itself, field).
          select *, arrayFlatten(arrayMap(n -> arrayMap(i -> (arrayStringConcat(arraySlice(n.1, i), '.'), i = 1, n.2),
            range(1, length(n.1))), names)) as parents
          from (
            select *, arrayConcat(arrayMap(n -> (splitByChar('.', n), 'dns'), dns_names),
              [(splitByChar('.', sni), 'tls_sni'), (splitByChar('.', host), 'http_host')]) as names
            from (
              select line, at, segment, sensor, received, sensor_member,
                e.event_type as event_type, e.flow_id as flow_id, e.direction as direction,
                e.src_port as src_port, e.dest_port as dest_port, e.proto as proto, e.app_proto as app_proto,
                toIPv6OrDefault(e.src_ip) as src_ip, toIPv6OrDefault(e.dest_ip) as dest_ip, e.http as http, e.alert as alert,
                e.stats as stats, e.suricata_version as suricata_version,
                arrayDistinct(arrayFilter(n -> n != '', arrayMap(n -> ${bareName('n')}, arrayConcat([e.dns.rrname],
                  e.dns.queries.rrname, e.dns.query.rrname, e.dns.answers.rrname)))) as dns_names,
                ${bareName(`if(e.tls.sni != '', e.tls.sni, e.quic.sni)`)} as sni, ${bareName('e.http.hostname')} as host
              from (
                select *, assumeNotNull(time) as at
                from (
                  select *, ${timeOf('e')} as time
                  from (
                    select line, JSONExtract(line, '${eve}') as e, ${nameParts(name)},
                      transform(toString(sensor), {sensors:Array(String)}, {members:Array(String)}, '') as sensor_member
                    from ${lines}))
                where time is not null))))))))`
}

/** The lines that the load statement left out, with the reason. Parameters as there. */
export function rejectStatement(source: Source, token: string): string {
  const { lines, name, number } = sources[source]
  return `
insert into rejected_line (segment, batch, line_number, sensor, received_at, reason, line)
${oneBlock(token)}, max_threads = 1
select segment, batch, first + number, sensor, fromUnixTimestamp64Milli(received, 'UTC'),
  multiIf(length(line) > ${longestLine}, 'too_long', not isValidJSON(line), 'not_json',
    JSONType(line) != 'Object', 'not_an_object', 'no_timestamp'), line
from (
  select ${number} as number, line, JSONExtract(line, 'Tuple(timestamp String)') as e, ${nameParts(name)},
    toUUID(substring(${name}, ${namePositions.batch})) as batch, toUInt64(splitByChar('.', ${name})[5]) as first
  from ${lines})
where ${timeOf('e')} is null`
}

/**
 * One block is one part, and a part is there or not. With the token a second try of the same group does nothing. Written
 * into the statement, since the embedded engine keeps settings that are given beside it for whatever comes next.
 * Without `optimize_on_insert`: repeated lines are left to later merges, which saves a third of the load's processor time.
 */
function oneBlock(token: string): string {
  if (!/^[0-9a-f-]{36}$/.test(token)) throw new Error(`${token} is no group`)
  return `settings insert_deduplication_token = '${token}', insert_deduplicate = 1, deduplicate_insert_select = 'force_enable',
  max_insert_threads = 1, min_insert_block_size_rows = 1000000000, min_insert_block_size_bytes = 100000000000, optimize_on_insert = 0`
}
