/**
 * Of the event types of Suricata that have no columns of their own: what is kept of each, by its path within the section of
 * the same name. What is not named here is not kept: arguments of commands, queries, messages, passwords and what else
 * people wrote, nor LDAP's answers, which hold what a directory says of people. HTTP/2 and DNS over HTTPS have no section:
 * they are under `http` and `dns`, which have columns.
 * https://docs.suricata.io/en/latest/output/eve/eve-json-format.html and Suricata's etc/schema.json
 */
const kept: Record<string, readonly string[]> = {
  anomaly: ['type', 'event', 'layer', 'app_proto'],
  arp: ['opcode', 'src_mac', 'src_ip', 'dest_mac', 'dest_ip'],
  bittorrent_dht: ['client_version', 'request_type', 'request.info_hash', 'error.num'],
  dcerpc: ['request', 'response', 'rpc_version', 'call_id', 'activityuuid', 'req.opnum', 'interfaces'],
  dhcp: [
    'type',
    'dhcp_type',
    'client_mac',
    'assigned_ip',
    'client_ip',
    'requested_ip',
    'relay_ip',
    'next_server_ip',
    'hostname',
    'vendor_class_identifier',
  ],
  dnp3: [
    'src',
    'dst',
    'type',
    'control.function_code',
    'application.function_code',
    'request.type',
    'request.application.function_code',
    'response.type',
    'response.application.function_code',
    'response.iin.indicators',
  ],
  drop: ['len', 'reason', 'syn', 'ack', 'fin', 'rst'],
  enip: [
    'request.command',
    'request.status',
    'response.command',
    'response.status',
    'request.cip.service',
    'request.cip.class_name',
    'response.cip.status',
    'response.identity.vendor_id',
    'response.identity.device_type',
    'response.identity.product_name',
    'response.identity.revision',
  ],
  ftp: ['command', 'completion_code', 'reply_received', 'dynamic_port', 'mode'],
  ftp_data: ['command', 'filename'],
  ike: [
    'version_major',
    'version_minor',
    'exchange_type',
    'init_spi',
    'resp_spi',
    'role',
    'alg_enc',
    'alg_auth',
    'alg_hash',
    'alg_dh',
    'ikev2.errors',
  ],
  krb5: [
    'msg_type',
    'cname',
    'realm',
    'sname',
    'encryption',
    'weak_encryption',
    'ticket_encryption',
    'ticket_weak_encryption',
    'failed_request',
    'error_code',
  ],
  ldap: ['request.operation', 'request.message_id'],
  mdns: ['id', 'type', 'opcode', 'rcode'],
  modbus: [
    'id',
    'request.function_code',
    'request.unit_id',
    'request.access_type',
    'request.diagnostic.code',
    'response.function_code',
    'response.exception.code',
  ],
  mqtt: [
    'connect.protocol_string',
    'connect.protocol_version',
    'connect.client_id',
    'connack.return_code',
    'publish.topic',
    'subscribe.topics',
    'disconnect.reason_code',
  ],
  nfs: ['version', 'procedure', 'filename', 'status', 'type', 'hhash', 'id', 'file_tx', 'rename.from', 'rename.to'],
  pgsql: [
    'request.protocol_version',
    'request.startup_parameters.user',
    'request.startup_parameters.optional_parameters',
    'request.sasl_authentication_mechanism',
    'response.ssl_accepted',
    'response.code',
    'response.severity_non_localizable',
    'response.command_completed',
  ],
  pop3: ['request.command', 'response.success'],
  rdp: [
    'event_type',
    'protocol',
    'cookie',
    'error_code',
    'reason',
    'x509_serials',
    'tx_id',
    'server_supports',
    'channels',
    'client.version',
    'client.client_name',
    'client.build',
    'client.keyboard_layout',
  ],
  rfb: [
    'server_protocol_version.major',
    'client_protocol_version.major',
    'authentication.security_type',
    'authentication.security_result',
    'framebuffer.name',
  ],
  sip: ['method', 'uri', 'version', 'code', 'reason', 'request_line', 'response_line'],
  smb: [
    'dialect',
    'command',
    'status',
    'status_code',
    'share',
    'share_type',
    'named_pipe',
    'filename',
    'rename.from',
    'rename.to',
    'function',
    'disposition',
    'access',
    'client_guid',
    'server_guid',
    'ntlmssp.domain',
    'ntlmssp.user',
    'ntlmssp.host',
    'kerberos.realm',
    'kerberos.snames',
    'service.request',
    'dcerpc.request',
    'dcerpc.opnum',
    'dcerpc.interfaces',
    'request.native_os',
    'request.native_lm',
    'response.native_os',
    'response.native_lm',
  ],
  smtp: ['helo'],
  snmp: ['version', 'pdu_type', 'error', 'trap_type', 'trap_oid', 'trap_address', 'vars'],
  ssh: [
    'client.proto_version',
    'client.software_version',
    'client.hassh.hash',
    'server.proto_version',
    'server.software_version',
    'server.hassh.hash',
  ],
  tftp: ['packet', 'file', 'mode'],
  websocket: ['fin', 'opcode', 'mask'],
  quic: ['version', 'ua', 'cyu'],
}

const header = (name: string) => `arrayFirst(h -> lower(h.name) = '${name}', e.http.response_headers).value`

/**
 * What names the software of who answered, where it stands among what is not kept. Of FTP the greeting alone: other replies may
 * hold names and paths.
 */
const answering: Record<string, readonly (readonly [string, string])[]> = {
  http: [
    ['server', `if(e.http.server != '', e.http.server, ${header('server')})`],
    ['x_powered_by', header('x-powered-by')],
  ],
  ftp: [
    ['banner', `if(e.ftp.command = '' and e.ftp.completion_code[1] = '220', arrayStringConcat(e.ftp.reply, ' '), '')`],
  ],
  pgsql: [
    [
      'server_version',
      `extract(JSONExtractRaw(line, 'pgsql', 'response', 'parameter_status'), '"server_version":"([^"]*)"')`,
    ],
  ],
}

/** Longest value that is kept, in bytes. */
const longest = 300

const types = Object.keys(kept)
const paths = Object.entries(kept).flatMap(([type, own]) => own.map((path) => `${type}.${path}`))
const quoted = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ')

/** Keys with their values, where each value that is an object gives way to its own by a longer path. Arrays are values. */
const opened = (keys: string) => `arrayFlatten(arrayMap(a -> if(startsWith(a.2, '{'),
    arrayMap(b -> (concat(a.1, '.', b.1), b.2), JSONExtractKeysAndValuesRaw(a.2)), [a]), ${keys}))`

/** A section's values by paths of up to three. */
const flat = (section: string) => opened(opened(`JSONExtractKeysAndValuesRaw(${section})`))

const plain = (raw: string) => `leftUTF8(if(startsWith(${raw}, '"'), JSONExtractString(${raw}), ${raw}), ${longest})`

const noPairs = '[]::Array(Tuple(String, String))'

const fromSection = `arrayMap(p -> (p.1, ${plain('p.2')}),
      arrayFilter(p -> concat(e.event_type, '.', p.1) in (${quoted(paths)}), ${flat('JSONExtractRaw(line, e.event_type)')}))`

const fromAnswer = `multiIf(${Object.entries(answering)
  .map(([type, pairs]) => {
    const kept = pairs.map(([name, value]) => `('${name}', leftUTF8(${value}, ${longest}))`)
    return `e.event_type = '${type}', arrayFilter(p -> p.2 != '', [${kept.join(', ')}])`
  })
  .join(',\n      ')}, ${noPairs})`

/**
 * A map from path to value. It is empty for the types that have columns of their own, of which the line is not read again; of HTTP it
 * holds how the server names itself. Over the tuple `e` and the text `line`.
 */
export const eveDetails = `if(e.event_type in (${quoted([...types, 'http'])}),
    cast(arrayConcat(if(e.event_type = 'http', ${noPairs}, ${fromSection}), ${fromAnswer}), 'Map(String, String)'),
    map()::Map(String, String))`
