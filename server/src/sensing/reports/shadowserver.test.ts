import { describe, expect, it } from 'vitest'
import { reportTypes } from './report-types.ts'
import { isReportHeader, kindOf, type ReportLine, rowReader, unknownKind } from './shadowserver.ts'
import { nothingRead, reportLines } from './shadowserver-csv.ts'
import { shadowserverKinds, usualColumns } from './shadowserver-kinds.ts'

const scan = 'timestamp severity ip protocol port hostname tag asn geo region city naics hostname_source sector'.split(
  ' ',
)
const event =
  `timestamp protocol src_ip src_port src_asn src_geo src_region src_city src_hostname src_naics src_sector device_vendor
  device_type device_model severity dst_ip dst_port dst_asn dst_geo dst_region dst_city dst_hostname dst_naics dst_sector
  public_source infection family tag application version event_id`.split(/\s+/)
const certificate =
  `cert_length subject_common_name issuer_common_name cert_issue_date cert_expiration_date sha1_fingerprint
  cert_serial_number ssl_version signature_algorithm key_algorithm sha256_fingerprint sha512_fingerprint md5_fingerprint
  tlsv13_support tlsv13_cipher jarm`.split(/\s+/)

/** Columns as Shadowserver documents them, beside the usual ones: where kinds could be taken for one another. */
const documented: [kind: string, lead: string[], own: string][] = [
  ['scan_rdp', scan, `handshake rdp_protocol ${certificate.join(' ')}`],
  ['scan_smb', scan, 'arch key smb_major_number smb_minor_number smb_revision smb_version_string'],
  ['scan_telnet', scan, 'banner'],
  ['scan_vnc', scan, 'product banner'],
  ['scan_radmin', scan, 'version'],
  ['scan_chargen', scan, 'response_size amplification'],
  ['scan_ard', scan, 'machine_name response_size amplification'],
  ['scan_netbios', scan, 'mac_address workgroup machine_name username response_size amplification'],
  ['scan_coap', scan, 'version response response_size amplification'],
  ['scan_netis_router', scan, 'response response_size amplification'],
  ['scan_qotd', scan, 'quote response_size amplification'],
  ['scan_ntpmonitor', scan, 'packets response_size amplification'],
  ['scan_ws_discovery', scan, 'response_size amplification error raw_response'],
  ['population_msmq', scan, 'response_size'],
  ['scan_dns', scan, 'dns_version min_amplification'],
  ['scan_exchange', scan, 'version servername url'],
  ['scan_db2', scan, 'db2_hostname servername response_size amplification'],
  [
    'scan_cwmp',
    scan,
    'http http_code http_reason content_type connection www_authenticate set_cookie server content_length transfer_encoding http_date',
  ],
  [
    'scan_http',
    scan,
    'http http_code http_reason content_type connection www_authenticate set_cookie server content_length transfer_encoding http_date version',
  ],
  [
    'scan_http_vulnerable',
    scan,
    'http http_code http_reason content_type connection www_authenticate set_cookie server content_length transfer_encoding http_date version build_date detail build_branch',
  ],
  [
    'scan_http_proxy',
    scan,
    'http http_code http_reason content_type connection proxy_authenticate via server content_length transfer_encoding http_date',
  ],
  ['scan_mqtt', scan, `anonymous_access raw_response hex_code code cipher_suite ${certificate.join(' ')}`],
  ['scan_mqtt_anon', scan, `raw_response hex_code code cipher_suite ${certificate.join(' ')}`],
  [
    'scan_ics',
    scan,
    'device_vendor device_type device_model device_version device_sector device_id response_size raw_response',
  ],
  ['scan_ftp', scan, `banner handshake cipher_suite auth_tls_response auth_ssl_response ${certificate.join(' ')}`],
  [
    'scan_ssl',
    scan,
    `handshake cipher_suite ssl_poodle freak_vulnerable freak_cipher_suite browser_trusted ${certificate.join(' ')}`,
  ],
  ['scan_ssl_poodle', scan, `handshake cipher_suite ssl_poodle browser_trusted page_sha256fp ${certificate.join(' ')}`],
  ['device_id', scan, 'device_vendor device_type device_model device_version'],
  ['event4_sinkhole', event, 'ssl_cipher ssl_servername'],
  [
    'event4_sinkhole_http',
    event,
    'http_url http_host http_agent forwarded_by ssl_cipher http_referer ssl_servername machine_name',
  ],
  [
    'event4_honeypot_brute_force',
    event,
    'service start_time end_time client_version username password payload_url payload_md5',
  ],
  ['event4_honeypot_darknet', event, 'count'],
  ['event4_ip_spoofer', event, 'network routedspoof session nat'],
  [
    'compromised_website',
    scan,
    'application url http_host category system detected_since server redirect_target cc_url family status account detail public_source',
  ],
]

describe('telling kinds apart', () => {
  it.each(documented)('%s by its columns', (kind, lead, own) => {
    expect(kindOf([...lead, ...own.split(' ')])?.kind).toBe(kind)
  })

  it('knows each kind by its own columns with its file’s name, and all but twins without', () => {
    const twins = new Set<string>()
    for (const { kind, tells } of shadowserverKinds) {
      const header = [...(kind.startsWith('event4') ? event : scan), ...tells]
      expect(kindOf(header, `2026-11-20-${kind}-example-asn.csv`)?.kind).toBe(kind)
      if (kindOf(header)?.kind !== kind) twins.add(kind)
    }
    expect([...twins].sort()).toEqual([
      'event4_ddos_participant',
      'event4_microsoft_sinkhole',
      'event4_microsoft_sinkhole_http',
      'population_bgp',
      'population_http_proxy',
      'scan_cisco_smart_install',
      'scan_smtp',
      'scan_socks',
    ])
  })

  it('takes reports on IPv6 for the same kinds', () => {
    expect(kindOf([...scan, 'banner'], '2026-11-20-scan6_telnet-example.csv.gz')?.kind).toBe('scan_telnet')
    expect(kindOf([...event, 'ssl_cipher', 'ssl_servername'], '2026-11-20-event6_sinkhole-x.csv')?.kind).toBe(
      'event4_sinkhole',
    )
  })

  it('does not believe a name against the columns', () => {
    const header = [
      ...scan,
      'arch',
      'key',
      'smb_major_number',
      'smb_minor_number',
      'smb_revision',
      'smb_version_string',
    ]
    expect(kindOf(header, '2026-11-20-scan_rdp-example.csv')?.kind).toBe('scan_smb')
    expect(kindOf([...scan, 'something_new'], '2026-11-20-scan_socks-example.csv')).toBeNull()
  })

  it('takes nothing for known that has columns which nobody knows, where few columns tell', () => {
    expect(kindOf([...scan, 'response_size', 'amplification', 'something_new'])).toBeNull()
    expect(kindOf([...scan, 'something_new'], '2026-11-20-scan_new-example.csv')).toBeNull()
    expect(unknownKind('2026-11-20-scan6_new-example.csv')).toMatchObject({ kind: 'scan_new', severity: 'low' })
  })

  it('asks of any report that it has a time and an address', () => {
    expect(isReportHeader(scan)).toBe(true)
    expect(isReportHeader(event)).toBe(true)
    expect(isReportHeader(['timestamp', 'email'])).toBe(false)
    expect(isReportHeader(['ip', 'port'])).toBe(false)
  })
})

describe('the table of kinds', () => {
  it('has each kind once, with a type that RSIT knows', () => {
    expect(new Set(shadowserverKinds.map(({ kind }) => kind)).size).toBe(shadowserverKinds.length)
    for (const { type } of shadowserverKinds) expect(reportTypes).toHaveProperty(type)
  })

  it('keeps nothing that names a person or opens a door', () => {
    const kept = shadowserverKinds.flatMap(({ keeps = [], about }) => [
      ...keeps,
      ...(about === undefined ? [] : [about]),
    ])
    expect(
      kept.filter((column) =>
        /user(name)?$|(?<!has_)password|email|account|subject_(given|sur)|sender|subject$/.test(column),
      ),
    ).toEqual([])
  })

  it('calls no column a kind’s own that is usual, but where its presence tells', () => {
    const usual = shadowserverKinds.flatMap(({ kind, tells }) =>
      tells.filter((one) => usualColumns.has(one)).map((one) => `${kind} ${one}`),
    )
    expect(usual).toEqual([
      'scan_exchange version',
      'scan_http_vulnerable version',
      'scan_radmin ip',
      'scan_radmin version',
      'scan_coap version',
      'device_id ip',
      'device_id device_version',
      'scan_http version',
    ])
  })
})

const header = [...scan, 'handshake', 'rdp_protocol', 'subject_common_name']
const row =
  '2026-11-20 04:12:33,high,198.51.100.7,tcp,3389,pc7.granvag.example,rdp,64500,NO,VESTLAND,BERGEN,0,,,RDP,TLS,pc7'
const read = (columns: string[], cells: string[]): ReportLine => {
  const kind = kindOf(columns)
  if (kind === null) throw new Error('no kind')
  return rowReader(kind, columns)(cells)
}

describe('a row', () => {
  it('becomes a line of Varde’s own', () => {
    expect(read(header, row.split(','))).toEqual({
      report: 'shadowserver',
      kind: 'scan_rdp',
      about: '',
      title: 'Accessible RDP',
      time: '2026-11-20T04:12:33Z',
      src_ip: '198.51.100.7',
      src_port: 3389,
      dest_ip: '',
      dest_port: 0,
      proto: 'TCP',
      type: 'vulnerable-system',
      severity: 1,
      dns_names: [],
      host: '',
      url: '',
      hashes: [],
      details: { tag: 'rdp', hostname: 'pc7.granvag.example', rdp_protocol: 'TLS', subject_common_name: 'pc7' },
    })
  })

  it('has the severity it gives itself, or its kind’s', () => {
    const severity = (word: string) => read(header, row.replace('high', word).split(',')).severity
    expect(['critical', 'HIGH', 'medium', 'low', 'info', '', 'odd'].map(severity)).toEqual([1, 1, 2, 3, 0, 1, 1])
  })

  it('is about the infected machine of an event, by what infected it, and keeps no password', () => {
    const columns = [...event, 'service', 'start_time', 'end_time', 'client_version', 'username', 'password']
    const values: Record<string, string> = {
      timestamp: '2026-11-20 04:12:33',
      src_ip: '198.51.100.7',
      src_port: '50123',
      dst_ip: '203.0.113.9',
      dst_port: '22',
      service: 'ssh',
      username: 'someone',
      password: 'hunter2',
    }
    const line = read(
      columns,
      columns.map((column) => values[column] ?? ''),
    )
    expect(line).toMatchObject({
      kind: 'event4_honeypot_brute_force',
      about: 'ssh',
      src_ip: '198.51.100.7',
      src_port: 50123,
      dest_ip: '203.0.113.9',
      dest_port: 22,
      severity: 1,
      details: { service: 'ssh' },
    })
    expect(JSON.stringify(line)).not.toMatch(/someone|hunter2/)
  })

  it('is about the site that a sinkhole’s visitors were sent on from', () => {
    const columns = [
      'timestamp',
      'http_referer_ip',
      'http_referer_port',
      'http_referer_hostname',
      'dst_ip',
      'infection',
    ]
    const line = read(columns, [
      '2026-11-20 04:12:33',
      '198.51.100.7',
      '443',
      'www.granvag.example',
      '203.0.113.9',
      'examplebot',
    ])
    expect(line).toMatchObject({ src_ip: '198.51.100.7', src_port: 443, dest_ip: '203.0.113.9', about: 'examplebot' })
  })

  it('hides national identity numbers, and cuts what is long', () => {
    const columns = [...scan, 'banner']
    // Of the synthetic numbers of test registers.
    const banner = `01819010001 ${'x'.repeat(1000)}`
    const cells = [...row.split(',').slice(0, scan.length), banner]
    const { details } = read(columns, cells)
    expect(details['banner']).toMatch(/^\*{11} x+$/)
    expect(details['banner']).toHaveLength(300)
  })
})

async function lines(csv: string, file = '') {
  const found = nothingRead()
  async function* body() {
    // In small pieces, as a connection brings them.
    for (let at = 0; at < csv.length; at += 7) yield Buffer.from(csv.slice(at, at + 7))
  }
  let text = ''
  for await (const piece of reportLines(body(), file, found)) text += piece
  return {
    read: found,
    lines: text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  }
}

describe('a file', () => {
  const quoted = `"${header.join('","')}"\n`

  it('is read row by row, always to the same lines', async () => {
    const csv = `\ufeff${quoted}${row}\r\n${row.replace('.7', '.8').replace('pc7\r\n', '"p,c"')}\n`
    const once = await lines(csv)
    expect(once.read).toEqual({ kind: 'scan_rdp', title: 'Accessible RDP', known: true, rows: 2, broken: 0 })
    expect(once.lines.map(({ src_ip }) => src_ip)).toEqual(['198.51.100.7', '198.51.100.8'])
    expect(await lines(csv, '2026-11-21-scan_rdp-other-asn.csv')).toEqual(once)
  })

  it('of a kind that is not known is read as far as any report goes', async () => {
    const csv = `${[...scan, 'something_new'].join(',')}\n${row.split(',').slice(0, scan.length).join(',')},1\n`
    const { read: found, lines: made } = await lines(csv, '2026-11-20-scan_new-example.csv')
    expect(found).toMatchObject({ kind: 'scan_new', known: false, rows: 1 })
    expect(made[0]).toMatchObject({
      kind: 'scan_new',
      src_ip: '198.51.100.7',
      severity: 1,
      about: 'rdp',
      type: 'undetermined',
    })
  })

  it('may have a header alone, and rows with too few fields, which are kept as they are', async () => {
    expect(await lines(quoted)).toMatchObject({ read: { kind: 'scan_rdp', rows: 0 }, lines: [] })
    const { read: found, lines: made } = await lines(`${quoted}a,b\n${row}\n`)
    expect(found).toMatchObject({ rows: 2, broken: 1 })
    expect(made[0]).toEqual({ report: 'shadowserver', kind: 'scan_rdp', cells: ['a', 'b'] })
  })

  it.each([
    ['', 'The file is empty.'],
    ['orgnr,name\n1,2\n', 'The first line names no columns "timestamp" and "ip" or "src_ip".'],
    [`${quoted}${row}\n"2026-11-20 04`, 'Line 3: a double quote is not closed before the file ends.'],
  ])('that is none is refused with the mend: %j', async (csv, told) => {
    await expect(lines(csv)).rejects.toThrow(told)
  })
})
