/** What is kept of lines of each format, and every field in which an indicator can be found. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { zeek } from '../../../test/support/zeek.ts'
import { rows } from '../../platform/index.ts'

const member = orgnr(1)
const hashes = { md5: 'a1'.repeat(16), sha1: 'b2'.repeat(20), sha256: 'c3'.repeat(32) }
const ja3 = 'd4'.repeat(16)
const ja4 = 't13d1516h2_8daaf6152771_b186095e22b6'
const certificate = 'e5'.repeat(20)

let telemetry: TestTelemetry
let sensor: string
const indicators = new Map<string, string>()

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(member, ['10.1.0.0/16'])
  sensor = await telemetry.sensor(member)
  for (const [type, value] of [
    ['ipv4', '203.0.113.66'],
    ['ipv4_cidr', '198.51.100.0/25'],
    ['ipv6', '2001:db8:bad::1'],
    ['domain', 'evil.example'],
    ['wildcard_domain', 'wild.example'],
    ['url', 'http://files.example/drop?x=1'],
    ['md5', hashes.md5],
    ['sha1', hashes.sha1],
    ['sha1', certificate],
    ['sha256', hashes.sha256],
    ['ja3', ja3],
    ['ja4', ja4],
    ['email', 'invoice@mail.example'],
  ] as const) {
    indicators.set(await telemetry.indicator(type, value), type)
  }
  await telemetry.reference.sync()
})
afterAll(() => telemetry.close())
beforeEach(() => telemetry.platform.clickhouse.client.command({ query: 'truncate table event' }))

/** @returns `type fields` of each finding, sorted */
async function hits(lines: Record<string, unknown>[]): Promise<string[]> {
  const found = await telemetry.found(sensor, lines)
  return found
    .map(
      ({ cause, fields }) =>
        `${cause.kind === 'indicator' ? indicators.get(cause.indicator) : 'alert'} ${fields.join('+')}`,
    )
    .sort()
}

it.each<[string, Record<string, unknown>, string[]]>([
  [
    'an address in an answer',
    {
      ...eve.dns(),
      dns: { rrname: 'a.example', answers: [{ rrname: 'a.example', rrtype: 'A', rdata: '203.0.113.66' }] },
    },
    ['ipv4 dns_answer'],
  ],
  [
    'a network around an address in a grouped answer',
    { ...eve.dns(), dns: { rrname: 'a.example', grouped: { A: ['198.51.100.9'], AAAA: ['2001:db8:bad::1'] } } },
    ['ipv4_cidr dns_answer', 'ipv6 dns_answer'],
  ],
  [
    'a name in an answer',
    {
      ...eve.dns(),
      dns: { rrname: 'a.example', answers: [{ rrname: 'a.example', rrtype: 'CNAME', rdata: 'x.evil.example' }] },
    },
    ['domain dns_answer'],
  ],
  [
    'not an answer that is text',
    {
      ...eve.dns(),
      dns: { rrname: 'a.example', answers: [{ rrname: 'a.example', rrtype: 'TXT', rdata: 'evil.example' }] },
    },
    [],
  ],
  [
    'the subject of a certificate, and its other names',
    { ...eve.tls(), tls: { subject: 'C=NO, CN=evil.example', subjectaltname: ['*.b.wild.example'] } },
    ['domain tls_name', 'wildcard_domain tls_name'],
  ],
  [
    'a certificate',
    { ...eve.tls(), tls: { subject: 'CN=x', fingerprint: certificate.replace(/(..)(?=.)/g, '$1:').toUpperCase() } },
    ['sha1 tls_fingerprint'],
  ],
  [
    'the client’s and the server’s fingerprints',
    { ...eve.tls(), tls: { sni: 'a.example', ja3: { hash: ja3 }, ja3s: { hash: ja3 }, ja4: { hash: ja4 } } },
    ['ja3 ja3', 'ja4 ja4'],
  ],
  [
    'the fingerprint of a client of QUIC',
    { ...eve.flow(), event_type: 'quic', quic: { sni: 'evil.example', version: '1', ja4 } },
    ['domain tls_sni', 'ja4 ja4'],
  ],
  ['a URL, whatever the port', eve.http({ hostname: 'Files.example:8080', url: '/drop?x=1' }), ['url http_url']],
  [
    'a URL through a proxy',
    eve.http({ hostname: 'proxy.example', url: 'http://files.example:80/drop?x=1' }),
    ['url http_url'],
  ],
  ['not a URL that is longer', eve.http({ hostname: 'files.example', url: '/drop?x=12' }), []],
  [
    'the page it came from',
    { ...eve.http(), http: { hostname: 'a.example', url: '/', http_refer: 'https://www.evil.example/x' } },
    ['domain http_referer'],
  ],
  [
    'the URL it came from',
    { ...eve.http(), http: { hostname: 'a.example', url: '/', http_refer: 'https://files.example/drop?x=1#y' } },
    ['url http_referer'],
  ],
  [
    'files by each hash',
    { ...eve.flow(), event_type: 'fileinfo', fileinfo: { filename: 'a.exe', ...hashes } },
    ['md5 file_hash', 'sha1 file_hash', 'sha256 file_hash'],
  ],
  [
    'a file of an alert',
    { ...eve.alert(), files: [{ filename: 'x' }, { filename: 'y', sha256: hashes.sha256.toUpperCase() }] },
    ['alert ', 'sha256 file_hash'],
  ],
  [
    'sender and receivers of mail',
    {
      ...eve.flow(),
      event_type: 'smtp',
      smtp: { mail_from: '<other@host.example>' },
      email: { from: '"Faktura" <Invoice@mail.example>', to: ['Per <per@evil.example>'] },
    },
    ['domain email', 'email email'],
  ],
  ['nothing in what is harmless', { ...eve.http({ hostname: 'harmless.example', url: '/drop?x=1' }) }, []],
])('finds %s', async (_what, line, expected) => {
  expect(await hits([line])).toEqual(expected)
})

it('keeps of Suricata what columns are for, and of other protocols what is named', async () => {
  await telemetry.found(sensor, [
    {
      ...eve.flow(),
      community_id: '1:x',
      flow: { pkts_toserver: 1, pkts_toclient: 2, bytes_toserver: 3, bytes_toclient: 4, age: 5, state: 'closed' },
    },
    { ...eve.flow(), event_type: 'netflow', netflow: { pkts: 7, bytes: 70, age: 9 } },
    {
      ...eve.flow(),
      event_type: 'ssh',
      ssh: {
        client: { proto_version: '2.0', software_version: 'OpenSSH_9' },
        server: { software_version: 'dropbear' },
      },
    },
    { ...eve.flow(), event_type: 'ftp', ftp: { command: 'PASS', command_data: 'secret', completion_code: ['230'] } },
    {
      ...eve.flow(),
      event_type: 'smb',
      smb: { command: 'SMB2_COMMAND_CREATE', filename: 'a\\b', kerberos: { realm: 'X.EXAMPLE', snames: ['cifs'] } },
    },
    {
      ...eve.tls(),
      tls: {
        sni: 'a.example',
        version: 'TLS 1.3',
        subject: 'CN=a.example',
        issuerdn: 'CN=ca',
        notafter: '2027-01-02T03:04:05',
      },
    },
    {
      ...eve.flow(),
      event_type: 'fileinfo',
      fileinfo: { filename: '/a', mimetype: 'text/html', size: 12, md5: 'ff'.repeat(16) },
    },
  ])
  const found = await rows<Record<string, unknown>>(
    telemetry.platform.clickhouse,
    `select event_type, community_id, toString(bytes_toserver) as up, toString(bytes_toclient) as down, flow_seconds, details, tls_version,
      tls_issuer, toString(tls_not_after) as ends, tls_names, file_name, file_type, toString(file_size) as size, file_hashes, raw from event order by id`,
  )
  const of = (type: string) => found.find(({ event_type }) => event_type === type)
  expect(of('flow')).toMatchObject({ community_id: '1:x', up: '3', down: '4', flow_seconds: 5, raw: '' })
  expect(of('netflow')).toMatchObject({ up: '70', flow_seconds: 9 })
  expect(of('ssh')?.['details']).toEqual({
    'client.proto_version': '2.0',
    'client.software_version': 'OpenSSH_9',
    'server.software_version': 'dropbear',
  })
  expect(of('ftp')?.['details']).toEqual({ command: 'PASS', completion_code: '["230"]' })
  expect(of('smb')?.['details']).toEqual({
    command: 'SMB2_COMMAND_CREATE',
    filename: 'a\\b',
    'kerberos.realm': 'X.EXAMPLE',
    'kerberos.snames': '["cifs"]',
  })
  expect(of('tls')).toMatchObject({
    tls_version: 'TLS 1.3',
    tls_issuer: 'CN=ca',
    ends: '2027-01-02 03:04:05',
    tls_names: [],
  })
  expect(of('fileinfo')).toMatchObject({
    file_name: '/a',
    file_type: 'text/html',
    size: '12',
    file_hashes: ['ff'.repeat(16)],
  })
})

it('keeps what lies deep, and of no answer what it says of people', async () => {
  const of = (event_type: string, section: Record<string, unknown>) => ({
    ...eve.flow(),
    event_type,
    [event_type]: section,
  })
  await telemetry.found(sensor, [
    of('modbus', {
      request: { function_code: 'Diagnostic', diagnostic: { code: 'ForceListenOnly', raw: 4 } },
      response: { function_code: 'Diagnostic', exception: { raw: 1, code: 'IllegalFunction' } },
    }),
    of('ssh', { client: { software_version: 'OpenSSH_9', hassh: { hash: ja3, string: 'a,b;c' } } }),
    of('enip', { request: { command: 'SendRRData', cip: { service: 'GetAttributeAll', class_name: 'Identity' } } }),
    of('pgsql', {
      request: { startup_parameters: { user: 'journal' } },
      response: { severity_non_localizable: 'ERROR' },
    }),
    of('ike', { version_major: 2, alg_hash: 'HashSha', ikev2: { errors: 1, notify: [] } }),
    of('drop', { len: 60, syn: true, ack: false, reason: 'rules' }),
    of('ldap', {
      request: { operation: 'search_request', message_id: 2, search_request: { base_object: 'cn=Ola,dc=x' } },
      responses: [{ search_result_done: { result_code: 'success', matched_dn: 'cn=Ola', message: 'Ola' } }],
    }),
    { ...eve.http(), event_type: 'doh2', dns: { version: 3, queries: [{ rrname: 'over.example', rrtype: 'A' }] } },
  ])
  const found = await rows<{ event_type: string; details: unknown; dns_name: string; http_host: string }>(
    telemetry.platform.clickhouse,
    'select event_type, details, dns_name, http_host from event',
  )
  const details = (type: string) => found.find(({ event_type }) => event_type === type)?.details
  expect(details('modbus')).toEqual({
    'request.function_code': 'Diagnostic',
    'request.diagnostic.code': 'ForceListenOnly',
    'response.function_code': 'Diagnostic',
    'response.exception.code': 'IllegalFunction',
  })
  expect(details('ssh')).toEqual({ 'client.software_version': 'OpenSSH_9', 'client.hassh.hash': ja3 })
  expect(details('enip')).toEqual({
    'request.command': 'SendRRData',
    'request.cip.service': 'GetAttributeAll',
    'request.cip.class_name': 'Identity',
  })
  expect(details('pgsql')).toEqual({
    'request.startup_parameters.user': 'journal',
    'response.severity_non_localizable': 'ERROR',
  })
  expect(details('ike')).toEqual({ version_major: '2', alg_hash: 'HashSha', 'ikev2.errors': '1' })
  expect(details('drop')).toEqual({ len: '60', syn: 'true', ack: 'false', reason: 'rules' })
  expect(details('ldap')).toEqual({ 'request.operation': 'search_request', 'request.message_id': '2' })
  expect(found.find(({ event_type }) => event_type === 'doh2')).toMatchObject({
    dns_name: 'over.example',
    http_host: 'www.example',
  })
})

it('keeps how who answers names itself, and of replies and headers nothing else', async () => {
  const of = (event_type: string, section: Record<string, unknown>) => ({
    ...eve.flow(),
    event_type,
    [event_type]: section,
  })
  const setCookie = { name: 'Set-Cookie', value: 'hemmelig' }
  await telemetry.found(sensor, [
    of('http', { hostname: 'a.example', url: '/1', server: 'nginx/1.2', response_headers: [setCookie] }),
    of('http', {
      hostname: 'a.example',
      url: '/2',
      response_headers: [
        setCookie,
        { name: 'SERVER', value: 'lighttpd/1.4' },
        { name: 'X-Powered-By', value: 'PHP/8' },
      ],
    }),
    of('http', { hostname: 'a.example', url: '/3' }),
    of('ftp', { completion_code: ['220'], reply: ['ProFTPD 1.3', 'ready'], reply_received: 'yes' }),
    of('ftp', { command: 'CWD', completion_code: ['220'], reply: ['/pasient'] }),
    of('ftp', { command: 'PWD', completion_code: ['257'], reply: ['/pasient'] }),
    of('smb', {
      command: 'X',
      request: { native_lm: 'Samba 4' },
      response: { native_os: 'Unix', native_lm: 'Samba 3' },
    }),
    of('pgsql', { response: { parameter_status: [{ session_authorization: 'ola' }, { server_version: '14.5' }] } }),
  ])
  const found = await rows<{ event_type: string; details: Record<string, string> }>(
    telemetry.platform.clickhouse,
    'select event_type, details from event order by event_type, http_url, toString(details)',
  )
  expect(found.map(({ event_type, details }) => [event_type, details])).toEqual([
    ['ftp', { command: 'CWD', completion_code: '["220"]' }],
    ['ftp', { command: 'PWD', completion_code: '["257"]' }],
    ['ftp', { banner: 'ProFTPD 1.3 ready', completion_code: '["220"]', reply_received: 'yes' }],
    ['http', { server: 'nginx/1.2' }],
    ['http', { server: 'lighttpd/1.4', x_powered_by: 'PHP/8' }],
    ['http', {}],
    ['pgsql', { server_version: '14.5' }],
    [
      'smb',
      { command: 'X', 'request.native_lm': 'Samba 4', 'response.native_os': 'Unix', 'response.native_lm': 'Samba 3' },
    ],
  ])
})

it('keeps how programs name themselves in Zeek’s logs, also where no path tells which', async () => {
  await telemetry.found(sensor, [
    zeek.software({
      software_type: 'SSH::SERVER',
      name: 'OpenSSH',
      'version.addl': 'p1',
      unparsed_version: 'OpenSSH_9.6p1',
    }),
    zeek.conn({ conn_state: '', client: 'SSH-2.0-PuTTY_Release_0.80', server: 'SSH-1.99-Cisco-1.25' }),
    zeek.conn({ conn_state: '', _path: 'snmp', display_string: 'Fabrikk Ruter 9' }),
    // Other logs have a name too.
    zeek.conn({ conn_state: '', _path: 'weird', name: 'bad_checksum', client: 'ola' }),
  ])
  const found = await rows<Record<string, unknown>>(
    telemetry.platform.clickhouse,
    `select event_type, toString(src_ip) as host, http_host,
      mapFilter((path, text) -> path not in ('uid', 'history'), details) as said from event order by event_type`,
  )
  expect(found.map(({ event_type, said }) => [event_type, said])).toEqual([
    ['snmp', { display_string: 'Fabrikk Ruter 9' }],
    [
      'software',
      { software_type: 'SSH::SERVER', name: 'OpenSSH', version: '9.6-p1', unparsed_version: 'OpenSSH_9.6p1' },
    ],
    ['ssh', { 'client.software_version': 'PuTTY_Release_0.80', 'server.software_version': 'Cisco-1.25' }],
    ['weird', {}],
  ])
  expect(found[1]).toMatchObject({ host: '::ffff:10.1.2.4', http_host: '' })
})

it('reads Zeek’s logs, by their path or by what they hold, among Suricata’s lines', async () => {
  const lines = [
    zeek.conn({ _path: 'conn' }),
    zeek.conn({}),
    zeek.dns({ query: 'x.evil.example', answers: ['203.0.113.66'] }),
    zeek.ssl({ server_name: 'evil.example', ja3 }),
    zeek.http({ host: 'files.example', uri: '/drop?x=1' }),
    zeek.files({ sha256: hashes.sha256 }),
    zeek.x509({ names: ['www.evil.example'], fingerprint: certificate }),
    { _path: 'weird', ts: 1_790_000_000.5, uid: 'C9', 'id.orig_h': '10.1.2.3', name: 'x' },
    eve.flow({ src_ip: '10.1.2.3' }),
    { ts: 'yesterday', uid: 'C1' },
    { ts: 1_790_000_000, message: 'of another program' },
  ]
  const found = await telemetry.found(sensor, lines)
  expect(
    found
      .map(({ cause, fields, innerHost }) => [
        cause.kind === 'indicator' && indicators.get(cause.indicator),
        innerHost,
        fields.join('+'),
      ])
      .sort(),
  ).toEqual([
    ['domain', null, 'tls_name'],
    ['domain', '10.1.2.3', 'dns+tls_sni'],
    ['ipv4', '10.1.2.3', 'dns_answer'],
    ['ja3', '10.1.2.3', 'ja3'],
    ['sha1', null, 'tls_fingerprint'],
    ['sha256', '10.1.2.3', 'file_hash'],
    ['url', '10.1.2.3', 'http_url'],
  ])
  const kept = await rows<Record<string, unknown>>(
    telemetry.platform.clickhouse,
    `select event_type, toString(time) as time, toString(bytes_toclient) as down, flow_seconds, flow_state, app_proto, details['uid'] as uid,
      details['history'] as history, flow_id != 0 as followed from event order by event_type, time`,
  )
  expect(kept.map(({ event_type }) => event_type)).toEqual([
    'dns',
    'fileinfo',
    'flow',
    'flow',
    'flow',
    'http',
    'tls',
    'weird',
    'x509',
  ])
  expect(kept.find(({ history }) => history === 'ShADadFf')).toMatchObject({
    ...{
      time: '2026-11-24 03:00:00.123456',
      down: '900',
      flow_seconds: 1.5,
      flow_state: 'SF',
      app_proto: 'ssl',
      uid: 'CAbc1',
      followed: 1,
    },
  })
  expect(
    await rows(
      telemetry.platform.clickhouse,
      'select reason, toUInt32(count()) as n from rejected_line group by reason',
    ),
  ).toEqual([{ reason: 'no_timestamp', n: 2 }])
})
