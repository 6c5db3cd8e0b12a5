/**
 * Zeek's logs as JSON, one object a line: conn, dns, ssl, http, files, x509 and software in full, others by their addresses and
 * names, ssh and snmp with how programs name themselves. Which log a line is of is told by `_path` where a writer adds it, else by
 * what the line holds.
 * https://docs.zeek.org/en/master/logs/index.html
 */
import { bareHash, bareName, type Format, mailAddresses, readableLine, strings, timeOfText, without } from './format.ts'

const kind = `multiIf(e._path != '', e._path, e.conn_state != '', 'conn', e.certificate_subject != '', 'x509', e.fuid != '', 'files',
    e.software_type != '', 'software', startsWith(e.server, 'SSH-') or startsWith(e.client, 'SSH-'), 'ssh',
    e.query != '' or e.qtype_name != '', 'dns', e.method != '' or e.uri != '', 'http', e.cipher != '' or e.server_name != '', 'ssl', 'zeek')`

/** Known under the same names as Suricata's, so that a search for one finds both. */
const eventType = `transform(${kind}, ['conn', 'ssl', 'files'], ['flow', 'tls', 'fileinfo'], ${kind})`

/** A certificate's own fingerprint is SHA-256 in newer versions and SHA-1 in older ones. */
const sha1 = `if(length(${bareHash('e.fingerprint')}) = 40, ${bareHash('e.fingerprint')}, '')`

/** As Suricata has it: without the version of the protocol. Other logs have a client too. */
const sshVersion = (banner: string) =>
  `if(startsWith(${banner}, 'SSH-'), replaceRegexpOne(${banner}, '^SSH-[0-9.]+-', ''), '')`

/** The numbers that are told, then what follows them, e.g. `9.6-p1`. */
const softwareVersion = `concat(arrayStringConcat(${without(
  "''",
  '[e.version_major, e.version_minor, e.version_minor2, e.version_minor3]',
)}, '.'), if(e.version_addl = '', '', concat('-', e.version_addl)))`

/** Longest text that is kept of what programs call themselves, in characters. */
const longestName = 300

const details = {
  uid: 'e.uid',
  fuid: 'e.fuid',
  history: 'e.history',
  cipher: 'e.cipher',
  'client.software_version': sshVersion('e.client'),
  'server.software_version': sshVersion('e.server'),
  display_string: 'e.display_string',
  software_type: 'e.software_type',
  name: `if(e.software_type = '', '', e.name)`,
  version: `if(e.software_type = '', '', ${softwareVersion})`,
  unparsed_version: 'e.unparsed_version',
}

export const zeek: Format = {
  name: 'zeek',
  mark: '"ts"',
  fields: {
    ...strings(
      'ts',
      '_path',
      'uid',
      'id.orig_h',
      'id.resp_h',
      'proto',
      'service',
      'conn_state',
      'history',
      'community_id',
    ),
    'id.orig_p': 'UInt16',
    'id.resp_p': 'UInt16',
    duration: 'Float64',
    orig_bytes: 'UInt64',
    resp_bytes: 'UInt64',
    orig_pkts: 'UInt64',
    resp_pkts: 'UInt64',
    ...strings('query', 'qtype_name', 'rcode_name'),
    answers: 'Array(String)',
    ...strings('version', 'cipher', 'server_name', 'subject', 'issuer', 'ja3', 'ja3s', 'ja4'),
    cert_chain_fps: 'Array(String)',
    ...strings('method', 'host', 'uri', 'referrer', 'user_agent'),
    status_code: 'UInt16',
    response_body_len: 'UInt64',
    resp_mime_types: 'Array(String)',
    ...strings('fuid', 'mime_type', 'filename', 'md5', 'sha1', 'sha256'),
    seen_bytes: 'UInt64',
    tx_hosts: 'Array(String)',
    rx_hosts: 'Array(String)',
    ...strings('fingerprint', 'certificate.subject', 'certificate.issuer', 'certificate.not_valid_after'),
    'san.dns': 'Array(String)',
    ...strings('mailfrom', 'from'),
    rcptto: 'Array(String)',
    to: 'Array(String)',
    ...strings('client', 'server', 'display_string'),
    ...strings('software_type', 'name', 'unparsed_version'),
    ...strings('version.major', 'version.minor', 'version.minor2', 'version.minor3', 'version.addl'),
  },
  // Other programs write `ts` too: without any of Zeek's own keys a line is not taken for its.
  time: `if(${readableLine} and (e._path != '' or e.uid != '' or e.fuid != '' or e.certificate_subject != '' or e.software_type != ''), ${timeOfText('e.ts')}, null)`,
  columns: {
    event_type: eventType,
    // Of all logs of a connection the same, and within what a JSON number can say.
    flow_id: `if(e.uid = '', 0, bitShiftRight(sipHash64(e.uid), 11))`,
    community_id: 'e.community_id',
    src_ip: `toIPv6OrDefault(multiIf(e.id_orig_h != '', e.id_orig_h, e.software_type != '', e.host, e.rx_hosts[1]))`,
    src_port: 'e.id_orig_p',
    dest_ip: `toIPv6OrDefault(if(e.id_resp_h != '', e.id_resp_h, e.tx_hosts[1]))`,
    dest_port: 'e.id_resp_p',
    proto: 'upper(e.proto)',
    app_proto: `if(e.service != '', e.service, if(${kind} in ('dns', 'http', 'smtp'), ${kind}, if(${kind} = 'ssl', 'tls', '')))`,
    bytes_toserver: 'e.orig_bytes',
    bytes_toclient: 'e.resp_bytes',
    pkts_toserver: 'e.orig_pkts',
    pkts_toclient: 'e.resp_pkts',
    flow_seconds: 'toFloat32(e.duration)',
    flow_state: 'e.conn_state',
    dns_names: `if(e.query = '', []::Array(String), [${bareName('e.query')}])`,
    dns_type: 'e.qtype_name',
    dns_rcode: 'e.rcode_name',
    dns_answers: `arrayDistinct(${without("''", `arrayMap(n -> lower(trimRight(n, '.')), e.answers)`)})`,
    tls_sni: bareName('e.server_name'),
    tls_version: `if(${kind} = 'ssl', e.version, '')`,
    tls_subject: `if(e.subject != '' and ${kind} != 'smtp', e.subject, e.certificate_subject)`,
    tls_issuer: `if(e.issuer != '', e.issuer, e.certificate_issuer)`,
    tls_fingerprint: sha1,
    tls_not_after: `if(e.certificate_not_valid_after = '', toDateTime(0, 'UTC'), parseDateTimeBestEffortOrZero(e.certificate_not_valid_after, 'UTC'))`,
    tls_names: `arrayMap(n -> trimRight(replaceOne(lower(n), '*.', ''), '.'), e.san_dns)`,
    ja3: 'e.ja3',
    ja3s: 'e.ja3s',
    ja4: 'e.ja4',
    http_host: `if(e.software_type = '', ${bareName('e.host')}, '')`,
    http_url: 'e.uri',
    http_method: 'e.method',
    http_status: 'e.status_code',
    http_user_agent: 'e.user_agent',
    http_referer: 'e.referrer',
    http_content_type: 'e.resp_mime_types[1]',
    http_length: 'e.response_body_len',
    file_name: 'e.filename',
    file_type: 'e.mime_type',
    file_size: 'e.seen_bytes',
    file_hashes: without(
      "''",
      `arrayConcat(arrayMap(h -> ${bareHash('h')}, arrayConcat([e.md5, e.sha1, e.sha256], e.cert_chain_fps)),
      [if(${sha1} = '', ${bareHash('e.fingerprint')}, '')])`,
    ),
    email_from: `${mailAddresses(`if(e.from != '', e.from, e.mailfrom)`)}[1]`,
    email_to: `arrayDistinct(arrayFlatten(arrayMap(t -> ${mailAddresses('t')}, arrayConcat(e.rcptto, e.to))))`,
    details: `cast(arrayFilter(p -> p.2 != '', [${Object.entries(details)
      .map(([path, value]) => `('${path}', leftUTF8(${value}, ${longestName}))`)
      .join(', ')}]), 'Map(String, String)')`,
  },
}
