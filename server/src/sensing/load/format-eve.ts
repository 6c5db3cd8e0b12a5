/**
 * Suricata's EVE format: one JSON object a line, of the type `event_type`.
 * https://docs.suricata.io/en/latest/output/eve/eve-json-format.html
 */

import { eveDetails } from './eve-details.ts'
import {
  bareHash,
  bareName,
  commonNames,
  type Format,
  mailAddresses,
  readableLine,
  strings,
  timeOfText,
  without,
} from './format.ts'

const file = 'filename String, magic String, mimetype String, size UInt64, md5 String, sha1 String, sha256 String'

/** JA4 comes as text or as an object with a `hash`, by version. */
const ja4 = `if(e.tls.ja4 != '', e.tls.ja4, e.quic.ja4)`

/** What the sensor counted, in the order of the column `capture`. */
const capture = `if(e.event_type = 'stats', [e.stats.uptime, e.stats.capture.kernel_packets, e.stats.capture.kernel_drops,
    e.stats.tcp.segment_memcap_drop + e.stats.tcp.ssn_memcap_drop, arraySum(e.stats.detect.engines.rules_loaded),
    arraySum(e.stats.detect.engines.rules_failed), toUInt64(arrayMax(arrayMap(
      t -> ifNull(toUnixTimestamp(parseDateTimeBestEffortOrNull(t, 'UTC')), 0), e.stats.detect.engines.last_reload)))],
    []::Array(UInt64))`

const isDns = `(e.dns.rrname != '' or notEmpty(e.dns.queries) or notEmpty(e.dns.query))`

/** A rule of its own for each kind of thing that most events have none of: it is then not looked for in them. */
const where = (present: string, list: string) => `if(${present}, ${list}, []::Array(String))`

const dnsNames = where(
  isDns,
  `arrayDistinct(${without(
    "''",
    `arrayMap(n -> ${bareName('n')},
    arrayConcat([e.dns.rrname], e.dns.queries.rrname, e.dns.query.rrname))`,
  )})`,
)

const dnsAnswers = where(
  `notEmpty(e.dns.answers) or notEmpty(e.dns.grouped.A) or notEmpty(e.dns.grouped.AAAA) or notEmpty(e.dns.grouped.CNAME)`,
  `arrayDistinct(arrayFilter(n -> n != '' and not has(dns_names, n), arrayMap(n -> lower(trimRight(n, '.')), arrayConcat(
    e.dns.answers.rrname, arrayMap(a -> if(a.2 in ('A', 'AAAA', 'CNAME', 'NS', 'MX', 'PTR', 'SRV'), a.3, ''), e.dns.answers),
    e.dns.grouped.A, e.dns.grouped.AAAA, e.dns.grouped.CNAME))))`,
)

const fileHashes = where(
  `e.fileinfo.filename != '' or e.fileinfo.sha256 != '' or notEmpty(e.files)`,
  without(
    "''",
    `arrayMap(h -> lower(h), arrayConcat([e.fileinfo.md5, e.fileinfo.sha1, e.fileinfo.sha256],
    e.files.md5, e.files.sha1, e.files.sha256))`,
  ),
)

const isMail = `(e.smtp.mail_from != '' or notEmpty(e.smtp.rcpt_to) or e.email.from != '' or notEmpty(e.email.to))`

export const eve: Format = {
  name: 'eve',
  fields: {
    ...strings('timestamp', 'event_type', 'direction', 'community_id', 'src_ip', 'dest_ip', 'proto', 'app_proto'),
    flow_id: 'UInt64',
    src_port: 'UInt16',
    dest_port: 'UInt16',
    flow: 'Tuple(pkts_toserver UInt64, pkts_toclient UInt64, bytes_toserver UInt64, bytes_toclient UInt64, age UInt32, state String)',
    netflow: 'Tuple(pkts UInt64, bytes UInt64, age UInt32)',
    dns: `Tuple(rrname String, rrtype String, rcode String, queries Array(Tuple(rrname String, rrtype String)),
      query Array(Tuple(rrname String)), answers Array(Tuple(rrname String, rrtype String, rdata String)),
      grouped Tuple(A Array(String), AAAA Array(String), CNAME Array(String)))`,
    tls: `Tuple(sni String, version String, subject String, issuerdn String, fingerprint String, notafter String,
      subjectaltname Array(String), ja3 Tuple(hash String), ja3s Tuple(hash String), ja4 String)`,
    quic: 'Tuple(sni String, version String, ja3 Tuple(hash String), ja3s Tuple(hash String), ja4 String)',
    http: `Tuple(hostname String, url String, http_method String, status UInt16, http_user_agent String, http_refer String,
      http_content_type String, length UInt64, server String, response_headers Array(Tuple(name String, value String)))`,
    ftp: 'Tuple(command String, completion_code Array(String), reply Array(String))',
    fileinfo: `Tuple(${file})`,
    files: `Array(Tuple(${file}))`,
    smtp: 'Tuple(mail_from String, rcpt_to Array(String))',
    email: 'Tuple(`from` String, to Array(String), cc Array(String))',
    alert: 'Tuple(signature_id UInt32, signature String, category String, severity UInt8)',
    suricata_version: 'String',
    stats: `Tuple(uptime UInt64, capture Tuple(kernel_packets UInt64, kernel_drops UInt64),
      tcp Tuple(segment_memcap_drop UInt64, ssn_memcap_drop UInt64),
      detect Tuple(engines Array(Tuple(last_reload String, rules_loaded UInt64, rules_failed UInt64))))`,
  },
  time: `if(${readableLine}, ${timeOfText('e.timestamp')}, null)`,
  columns: {
    event_type: 'e.event_type',
    flow_id: 'e.flow_id',
    community_id: 'e.community_id',
    src_ip: 'toIPv6OrDefault(e.src_ip)',
    src_port: 'e.src_port',
    dest_ip: 'toIPv6OrDefault(e.dest_ip)',
    dest_port: 'e.dest_port',
    proto: 'e.proto',
    app_proto: 'e.app_proto',
    client_is_dest: `e.src_port = 53 or e.direction = 'to_client'`,
    bytes_toserver: 'e.flow.bytes_toserver + e.netflow.bytes',
    bytes_toclient: 'e.flow.bytes_toclient',
    pkts_toserver: 'e.flow.pkts_toserver + e.netflow.pkts',
    pkts_toclient: 'e.flow.pkts_toclient',
    flow_seconds: 'toFloat32(e.flow.age + e.netflow.age)',
    flow_state: 'e.flow.state',
    dns_names: dnsNames,
    dns_type: `if(e.dns.rrtype != '', e.dns.rrtype, e.dns.queries.rrtype[1])`,
    dns_rcode: 'e.dns.rcode',
    dns_answers: dnsAnswers,
    tls_sni: bareName(`if(e.tls.sni != '', e.tls.sni, e.quic.sni)`),
    tls_version: `if(e.tls.version != '', e.tls.version, e.quic.version)`,
    tls_subject: 'e.tls.subject',
    tls_issuer: 'e.tls.issuerdn',
    tls_fingerprint: bareHash('e.tls.fingerprint'),
    tls_not_after: `if(e.tls.notafter != '', parseDateTimeBestEffortOrZero(e.tls.notafter, 'UTC'), toDateTime(0, 'UTC'))`,
    tls_names: where(
      `e.tls.subject != ''`,
      `arrayFilter(n -> n != '' and n != tls_sni, arrayDistinct(arrayMap(n -> trimRight(replaceOne(lower(n), '*.', ''), '.'),
        arrayConcat(${commonNames('e.tls.subject')}, e.tls.subjectaltname))))`,
    ),
    ja3: `if(e.tls.ja3.hash != '', e.tls.ja3.hash, e.quic.ja3.hash)`,
    ja3s: `if(e.tls.ja3s.hash != '', e.tls.ja3s.hash, e.quic.ja3s.hash)`,
    ja4: `if(startsWith(${ja4}, '{'), JSONExtractString(${ja4}, 'hash'), ${ja4})`,
    http_host: bareName('e.http.hostname'),
    http_url: 'e.http.url',
    http_method: 'e.http.http_method',
    http_status: 'e.http.status',
    http_user_agent: 'e.http.http_user_agent',
    http_referer: 'e.http.http_refer',
    http_content_type: 'e.http.http_content_type',
    http_length: 'e.http.length',
    file_name: `if(e.fileinfo.filename != '', e.fileinfo.filename, e.files.filename[1])`,
    file_type: `if(e.fileinfo.mimetype != '', e.fileinfo.mimetype, e.fileinfo.magic)`,
    file_size: 'if(notEmpty(e.files), e.files.size[1], e.fileinfo.size)',
    file_hashes: fileHashes,
    email_from: `if(${isMail}, ${mailAddresses(`if(e.email.from != '', e.email.from, e.smtp.mail_from)`)}[1], '')`,
    email_to: where(
      isMail,
      `arrayDistinct(arrayFlatten(arrayMap(t -> ${mailAddresses('t')}, arrayConcat(e.smtp.rcpt_to, e.email.to, e.email.cc))))`,
    ),
    signature: `if(e.event_type = 'alert', if(e.alert.signature != '', e.alert.signature, '?'), '')`,
    signature_id: 'e.alert.signature_id',
    category: 'e.alert.category',
    severity: 'e.alert.severity',
    capture,
    suricata_version: 'e.suricata_version',
    details: eveDetails,
  },
}
