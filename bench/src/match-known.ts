/**
 * Ten well-known vulnerabilities, as their makers published them, and a demonstration inventory of which the truth is known: with
 * odd spellings, renames, names nobody has confirmed, versions that are missing or say too little, and fixed ones beside.
 */
import type { Statement, VersionClaim } from '../../server/src/vulnerability/catalogue/statement.ts'

export type Has = {
  vendor: string
  product: string
  version: string
  /** Whether it is in truth. */
  affected: boolean
  cpe?: string
  purl?: string
  alias?: 'confirmed' | 'proposed'
}
export type Known = {
  cve: string
  vendor: string
  product: string
  claims: VersionClaim[]
  more?: Partial<Statement>
  purl?: string
  has: Has[]
}

const between = (...pairs: [from: string, before: string][]): VersionClaim[] =>
  pairs.map(([from, before]) => ({ status: 'affected', scheme: 'custom', from, before }))
const through = (...pairs: [from: string, through: string][]): VersionClaim[] =>
  pairs.map(([from, through]) => ({ status: 'affected', scheme: null, from, through }))
const has = (vendor: string, product: string, affected: string, not: string, more: Partial<Has> = {}): Has[] =>
  [affected, not].flatMap((text, i) =>
    text
      .split(' ')
      .filter(Boolean)
      .map((version) => ({ vendor, product, version, affected: i === 0, ...more })),
  )
const unversioned = (vendor: string, product: string, affected: boolean): Has => ({
  vendor,
  product,
  version: '',
  affected,
})

export const known: Known[] = [
  {
    cve: 'CVE-2021-44228',
    vendor: 'Apache Software Foundation',
    product: 'Apache Log4j2',
    purl: 'pkg:maven/org.apache.logging.log4j/log4j-core',
    claims: [
      {
        status: 'affected',
        scheme: 'maven',
        from: '2.0-beta9',
        before: '*',
        changes: [
          { at: '2.3.1', status: 'unaffected' },
          { at: '2.4', status: 'affected' },
          { at: '2.12.2', status: 'unaffected' },
          { at: '2.13.0', status: 'affected' },
          { at: '2.15.0', status: 'unaffected' },
        ],
      },
    ],
    has: [
      ...has('', 'log4j-core', '2.0-beta9 2.3 2.8.2 2.12.1 2.14.1', '2.3.1 2.12.4 2.17.1 1.2.17', {
        purl: 'pkg:maven/org.apache.logging.log4j/log4j-core',
      }),
      ...has('Apache', 'Log4j', '2.14.1', '2.20.0', { alias: 'confirmed' }),
      ...has('apache', 'log4j 2', '2.13.3', '2.16.0', { alias: 'proposed' }),
      unversioned('Apache Software Foundation', 'Apache Log4j2', true),
    ],
  },
  {
    cve: 'CVE-2014-0160',
    vendor: 'OpenSSL',
    product: 'OpenSSL',
    claims: through(['1.0.1', '1.0.1f']),
    more: { defaultStatus: 'unaffected' },
    has: [
      ...has('OpenSSL', 'OpenSSL', '1.0.1 1.0.1a 1.0.1f', '1.0.1g 1.0.2k 1.0.0t 0.9.8zh 3.0.13'),
      ...has('', 'openssl', '1.0.1e', '1.1.1w'),
      ...has('The OpenSSL Project', 'openssl', '1.0.1c', '3.2.1', { cpe: 'cpe:2.3:a:openssl:openssl:*:*:*:*:*:*:*:*' }),
      ...has('', 'openssl', '', '1.0.1f-1ubuntu2.27', { purl: 'pkg:deb/ubuntu/openssl' }),
    ],
  },
  {
    cve: 'CVE-2023-4966',
    vendor: 'Citrix',
    product: 'NetScaler ADC',
    claims: between(['14.1', '14.1-8.50'], ['13.1', '13.1-49.15'], ['13.0', '13.0-92.19']),
    more: { defaultStatus: 'unaffected' },
    has: [
      ...has(
        'Citrix',
        'NetScaler ADC',
        '14.1-4.42 13.1-48.47 13.0-91.13',
        '14.1-8.50 13.1-49.15 13.1-51.15 13.0-92.19',
      ),
      ...has('Citrix Systems, Inc.', 'Citrix ADC', '13.1-37.38', '14.1-12.30', { alias: 'confirmed' }),
      unversioned('Citrix', 'NetScaler ADC', true),
    ],
  },
  {
    cve: 'CVE-2024-3400',
    vendor: 'Palo Alto Networks',
    product: 'PAN-OS',
    claims: between(['10.2.0', '10.2.9-h1'], ['11.0.0', '11.0.4-h1'], ['11.1.0', '11.1.2-h3']),
    has: [
      ...has(
        'Palo Alto Networks',
        'PAN-OS',
        '10.2.9 10.2.8-h3 11.0.3 11.1.2 11.1.2-h1',
        '10.2.9-h1 10.2.10 11.0.4-h1 11.1.2-h3 11.1.3 11.2.0 10.1.14 9.1.17',
      ),
      ...has('paloaltonetworks', 'pan-os', '11.1.0', '10.2.11', {
        cpe: 'cpe:2.3:o:paloaltonetworks:pan-os:*:*:*:*:*:*:*:*',
        alias: 'confirmed',
      }),
      ...has('PALO ALTO NETWORKS, INC', 'Palo Alto Networks PAN OS', '10.2.4', ''),
      ...has('Palo Alto Networks', 'PAN-OS', '10.2', '11'),
    ],
  },
  {
    cve: 'CVE-2023-34362',
    vendor: 'Progress Software',
    product: 'MOVEit Transfer',
    claims: between(
      ['2021.0.0', '2021.0.6'],
      ['2021.1.0', '2021.1.4'],
      ['2022.0.0', '2022.0.4'],
      ['2022.1.0', '2022.1.5'],
      ['2023.0.0', '2023.0.1'],
    ),
    has: [
      ...has(
        'Progress Software',
        'MOVEit Transfer',
        '2021.0.5 2021.1.3 2022.0.1 2022.1.4 2023.0.0',
        '2021.0.6 2022.1.5 2023.0.1 2023.1.0',
      ),
      ...has('Ipswitch', 'MOVEit Transfer', '2021.0.2', '2023.0.4', { alias: 'proposed' }),
      unversioned('', 'MOVEit Transfer', true),
    ],
  },
  {
    cve: 'CVE-2022-26134',
    vendor: 'Atlassian',
    product: 'Confluence Data Center',
    claims: [
      ...['7.4.17', '7.13.7', '7.14.3', '7.15.2', '7.16.4', '7.17.4', '7.18.1'].map(
        (before, i): VersionClaim => ({
          status: 'affected',
          scheme: null,
          from: ['1.3.0', '7.13.0', '7.14.0', '7.15.0', '7.16.0', '7.17.0', '7.18.0'][i] as string,
          before,
        }),
      ),
    ],
    has: [
      ...has(
        'Atlassian',
        'Confluence Data Center',
        '6.13.0 7.4.16 7.13.6 7.17.3 7.18.0',
        '7.4.17 7.13.7 7.17.4 7.18.1 8.5.3',
      ),
      ...has('atlassian', 'confluence_data_center', '7.15.1', '7.19.0', {
        cpe: 'cpe:2.3:a:atlassian:confluence_data_center:*:*:*:*:*:*:*:*',
      }),
      ...has('Other Maker', 'Confluence Data Center', '', '7.0.0'),
      ...has('Atlassian', 'Confluence Data Center', '7.13', '8'),
    ],
  },
  {
    cve: 'CVE-2024-6387',
    vendor: 'OpenBSD',
    product: 'OpenSSH',
    claims: through(['8.5p1', '9.7p1']),
    more: { defaultStatus: 'unaffected' },
    has: [
      ...has('OpenBSD', 'OpenSSH', '8.5p1 8.9p1 9.6p1 9.7p1', '9.8p1 8.4p1 7.4p1 9.9p2'),
      ...has('', 'OpenSSH', '9.3p2', '9.8p1'),
      ...has('OpenBSD Project', 'OpenSSH', '9.2p1', '', { alias: 'confirmed' }),
    ],
  },
  {
    cve: 'CVE-2021-26855',
    vendor: 'Microsoft',
    product: 'Microsoft Exchange Server 2019 Cumulative Update 8',
    claims: between(['15.02.0', '15.02.0792.010']),
    has: [
      ...has(
        'Microsoft',
        'Exchange Server 2019 Cumulative Update 8',
        '15.02.0792.003 15.2.792.5',
        '15.02.0792.010 15.2.858.5',
      ),
      ...has('Microsoft Corporation', 'Exchange Server 2019 CU8', '15.2.792.3', '15.2.792.13', { alias: 'proposed' }),
      unversioned('Microsoft', 'Exchange Server 2019 Cumulative Update 8', true),
    ],
  },
  {
    cve: 'CVE-2023-27350',
    vendor: 'PaperCut',
    product: 'MF',
    claims: between(['8.0', '20.1.7'], ['21.0.0', '21.2.11'], ['22.0.0', '22.0.9']),
    has: [
      ...has('PaperCut', 'PaperCut MF', '19.2.7 20.1.6 21.2.10 22.0.5', '20.1.7 21.2.11 22.0.9 22.1.3 23.0.1'),
      ...has('PaperCut Software', 'PaperCut MF', '22.0.8', '', { alias: 'confirmed' }),
    ],
  },
  {
    cve: 'CVE-2018-13379',
    vendor: 'Fortinet',
    product: 'FortiOS',
    claims: [
      { status: 'affected', scheme: null, text: '6.0.0 to 6.0.4' },
      { status: 'affected', scheme: null, text: '5.6.3 to 5.6.7' },
      { status: 'affected', scheme: null, text: '5.4.6 to 5.4.12' },
    ],
    has: [
      ...has('Fortinet', 'FortiOS', '6.0.4 6.0.0 5.6.7 5.4.6', '6.0.5 6.2.0 7.4.3'),
      ...has('Fortinet Inc', 'fortios', '5.6.5 v6.0.3', 'v7.0.12'),
      unversioned('Fortinet', 'FortiOS', true),
    ],
  },
]
