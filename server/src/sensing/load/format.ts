/**
 * A format of lines, as the engine reads it: which lines are of it, and how each column of an event is taken from them. The
 * formats differ in nothing else: identity, attribution and matching are the load statement's.
 */

/** What a format can tell of a line, as SQL over the text `line` and the fields `e.KEY`, dots in a key written `_`. */
export type LineColumns = {
  event_type: string
  flow_id: string
  community_id: string
  src_ip: string
  src_port: string
  dest_ip: string
  dest_port: string
  proto: string
  app_proto: string
  /** Whether the destination asked and the source answered. */
  client_is_dest: string
  bytes_toserver: string
  bytes_toclient: string
  pkts_toserver: string
  pkts_toclient: string
  flow_seconds: string
  flow_state: string
  /** Names that were asked for, as `bareName` writes them. */
  dns_names: string
  dns_type: string
  dns_rcode: string
  /** Names and addresses of the answer, other than what was asked for. */
  dns_answers: string
  tls_sni: string
  tls_version: string
  tls_subject: string
  tls_issuer: string
  /** Lower case, without separators. */
  tls_fingerprint: string
  tls_not_after: string
  tls_names: string
  ja3: string
  ja3s: string
  ja4: string
  http_host: string
  http_url: string
  http_method: string
  http_status: string
  http_user_agent: string
  http_referer: string
  http_content_type: string
  http_length: string
  file_name: string
  file_type: string
  file_size: string
  /** MD5, SHA-1 and SHA-256, lower case. */
  file_hashes: string
  email_from: string
  email_to: string
  /** Not empty: the line raises an alert. */
  signature: string
  signature_id: string
  category: string
  severity: string
  capture: string
  suricata_version: string
  details: string
}

export type Format = {
  name: string
  /** A text that every line of the format holds: others are passed over before they are parsed. Left out: all are parsed. */
  mark?: string
  /** What is taken from a line, by key with the engine's type; other keys are ignored and missing ones are empty. */
  fields: Record<string, string>
  /** The line's time, or null where the line is not of this format: a nullable DateTime64(6, 'UTC'). */
  time: string
  columns: Partial<LineColumns>
}

/** What a column is where the format says nothing of it. */
export const missing: LineColumns = {
  event_type: "''",
  flow_id: 'toUInt64(0)',
  community_id: "''",
  src_ip: "toIPv6('::')",
  src_port: 'toUInt16(0)',
  dest_ip: "toIPv6('::')",
  dest_port: 'toUInt16(0)',
  proto: "''",
  app_proto: "''",
  client_is_dest: 'false',
  bytes_toserver: 'toUInt64(0)',
  bytes_toclient: 'toUInt64(0)',
  pkts_toserver: 'toUInt64(0)',
  pkts_toclient: 'toUInt64(0)',
  flow_seconds: 'toFloat32(0)',
  flow_state: "''",
  dns_names: '[]::Array(String)',
  dns_type: "''",
  dns_rcode: "''",
  dns_answers: '[]::Array(String)',
  tls_sni: "''",
  tls_version: "''",
  tls_subject: "''",
  tls_issuer: "''",
  tls_fingerprint: "''",
  tls_not_after: "toDateTime(0, 'UTC')",
  tls_names: '[]::Array(String)',
  ja3: "''",
  ja3s: "''",
  ja4: "''",
  http_host: "''",
  http_url: "''",
  http_method: "''",
  http_status: 'toUInt16(0)',
  http_user_agent: "''",
  http_referer: "''",
  http_content_type: "''",
  http_length: 'toUInt64(0)',
  file_name: "''",
  file_type: "''",
  file_size: 'toUInt64(0)',
  file_hashes: '[]::Array(String)',
  email_from: "''",
  email_to: '[]::Array(String)',
  signature: "''",
  signature_id: 'toUInt32(0)',
  category: "''",
  severity: 'toUInt8(0)',
  capture: '[]::Array(UInt64)',
  suricata_version: "''",
  details: 'map()::Map(String, String)',
}

/** Longest line that is read, in bytes; longer ones are set aside. */
export const longestLine = 1024 * 1024

/**
 * When a line counts as read: its time, or null. A JSON value that is no object could fill a tuple by position, so the
 * first byte is asked too. Whole-line validity is the parser's: what is cut or not JSON yields an empty tuple.
 */
export const readableLine = `(length(line) <= ${longestLine} and startsWith(trimLeft(line), '{'))`

/** A time as text, in the forms that programs write; null where it is none. */
export const timeOfText = (text: string) => `parseDateTime64BestEffortOrNull(${text}, 6, 'UTC')`

/**
 * Lower case, without a port and without a trailing dot: how indicators are stored. Few names have a port, so that the
 * regular expression is for those that hold its sign.
 */
export const bareName = (name: string) =>
  `lower(trimRight(if(position(${name}, ':') > 0, replaceRegexpOne(${name}, ':[0-9]*$', ''), ${name}), '.'))`

/** Hexadecimal digits as hashes are kept. */
export const bareHash = (hash: string) => `lower(replaceAll(${hash}, ':', ''))`

export const without = (value: string, list: string) => `arrayFilter(x -> x != ${value}, ${list})`

/** The addresses within what a mail program writes, e.g. `Name <name@host.example>, other@host.example`. */
export const mailAddresses = (text: string) => `extractAll(lower(${text}), '[^\\\\s<>,;:"()]+@[^\\\\s<>,;:"()]+')`

/** The names in a certificate's subject, e.g. `C=NO, O=Example, CN=www.host.example`. */
export const commonNames = (subject: string) => `extractAll(lower(${subject}), 'cn=([^,/]+\\\\.[^,/]+)')`

/** A format's tuple, from `line`, under the format's name. */
export const parsed = ({ name, fields }: Format) => {
  const types = Object.entries(fields).map(([key, type]) => `\`${key}\` ${type}`)
  return `JSONExtract(line, 'Tuple(${types.join(', ').replaceAll(/\s+/g, ' ')})') as ${name}`
}

/**
 * The tuple's fields as columns of their own: to reach into a tuple within a large tuple is planned for as long as everything
 * else. Zeek writes dots into its keys, which no column's name may have here.
 */
export const fieldsOf = ({ name, fields }: Format) =>
  Object.keys(fields).map((key) => `tupleElement(${name}, '${key}') as ${name}_${key.replaceAll('.', '_')}`)

/** A format's expression over those columns. */
export const overFields = ({ name }: Format, expression: string) => expression.replaceAll(/\be\.(?=\w)/g, `${name}_`)

/** Fields that are text. */
export const strings = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'String']))
