/**
 * Of the event types of Suricata that have no columns of their own: what is kept of each, by its path within the section of
 * the same name. What is not named here is not kept: arguments of commands, queries, messages, passwords and what else
 * people wrote.
 * https://docs.suricata.io/en/latest/output/eve/eve-json-format.html
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
    'relay_ip',
    'next_server_ip',
    'hostname',
    'vendor_class_identifier',
  ],
  dnp3: ['src', 'dst', 'type', 'control.function_code', 'application.function_code', 'request.type', 'response.type'],
  doh2: ['http2.stream_id'],
  drop: ['len', 'reason', 'tcpsyn', 'tcpack'],
  enip: [
    'request.command',
    'request.status',
    'response.command',
    'response.status',
    'request.cip.service',
    'response.identity',
  ],
  ftp: ['command', 'completion_code', 'reply_received', 'dynamic_port', 'mode'],
  ftp_data: ['command', 'filename'],
  http2: ['http_method', 'status'],
  ike: [
    'version_major',
    'version_minor',
    'exchange_type',
    'init_spi',
    'resp_spi',
    'role',
    'alg_enc',
    'alg_auth',
    'alg_dh',
    'errors',
  ],
  krb5: [
    'msg_type',
    'cname',
    'realm',
    'sname',
    'encryption',
    'weak_encryption',
    'ticket_encryption',
    'failed_request',
    'error_code',
  ],
  ldap: ['request.operation', 'request.message_id', 'responses'],
  mdns: ['id', 'type'],
  modbus: [
    'id',
    'request.function_code',
    'request.unit_id',
    'request.access_type',
    'response.function_code',
    'response.exception.code',
  ],
  mqtt: [
    'connect.protocol_string',
    'connect.client_id',
    'connack.return_code',
    'publish.topic',
    'subscribe.topics',
    'disconnect.reason_code',
  ],
  nfs: ['version', 'procedure', 'filename', 'status', 'type', 'hhash', 'id', 'file_tx'],
  pgsql: [
    'request.protocol_version',
    'request.startup_parameters',
    'response.ssl_accepted',
    'response.code',
    'response.severity',
    'response.command_completed',
  ],
  pop3: ['request.command', 'response.success'],
  rdp: [
    'event_type',
    'protocol',
    'cookie',
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
    'request.native_os',
    'response.native_os',
  ],
  smtp: ['helo', 'url'],
  snmp: ['version', 'pdu_type', 'error', 'trap_type', 'vars'],
  ssh: [
    'client.proto_version',
    'client.software_version',
    'client.hassh',
    'server.proto_version',
    'server.software_version',
    'server.hassh',
  ],
  telnet: ['type'],
  tftp: ['packet', 'file', 'mode'],
  websocket: ['fin', 'opcode', 'mask'],
  quic: ['version', 'ua', 'cyu'],
}

/** Longest value that is kept, in bytes. */
const longest = 300

const types = Object.keys(kept)
const paths = Object.entries(kept).flatMap(([type, own]) => own.map((path) => `${type}.${path}`))
const quoted = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ')

/** An object's keys with their values, those within an object of it by a path of two. */
const flat = (section: string) => `arrayFlatten(arrayMap(a -> if(startsWith(a.2, '{'),
    arrayMap(b -> (concat(a.1, '.', b.1), b.2), JSONExtractKeysAndValuesRaw(a.2)), [a]),
    JSONExtractKeysAndValuesRaw(${section})))`

const plain = (raw: string) => `leftUTF8(if(startsWith(${raw}, '"'), JSONExtractString(${raw}), ${raw}), ${longest})`

/**
 * A map from path to value. It is empty for the types that have columns of their own, of which the line is not read again.
 * Over the tuple `e` and the text `line`.
 */
export const eveDetails = `if(e.event_type in (${quoted(types)}),
    cast(arrayMap(p -> (p.1, ${plain('p.2')}),
      arrayFilter(p -> concat(e.event_type, '.', p.1) in (${quoted(paths)}), ${flat('JSONExtractRaw(line, e.event_type)')})),
      'Map(String, String)'),
    map()::Map(String, String))`
