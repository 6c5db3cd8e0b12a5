import type { IndicatorType } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CsvFault } from '../../platform/index.ts'
import { readIndicatorValue, refang } from './indicator.ts'
import { type ReadIndicator, readIndicatorsCsv } from './indicator-csv.ts'

const md5 = 'd41d8cd98f00b204e9800998ecf8427e'
const sha256 = 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855'

describe('an indicator', () => {
  it.each<[IndicatorType, string, string]>([
    ['ipv4', '203.0.113[.]66', '203.0.113.66'],
    ['ipv4', '10.1.2.3', '10.1.2.3'],
    ['ipv6', '2001:DB8:0::66', '2001:db8::66'],
    ['ipv6', '2001[:]db8[:][:]66', '2001:db8::66'],
    ['ipv4_cidr', '198.51.100.0/24', '198.51.100.0/24'],
    ['ipv4_cidr', '198.51.100.7', '198.51.100.7/32'],
    ['ipv6_cidr', '2001:db8::/32', '2001:db8::/32'],
    ['domain', 'Evil[.]Example.', 'evil.example'],
    ['domain', 'evil (dot) example', 'evil.example'],
    ['domain', 'blåbær.example', 'xn--blbr-roah.example'],
    ['wildcard_domain', '*.evil.example', 'evil.example'],
    ['wildcard_domain', 'evil.example', 'evil.example'],
    ['url', 'hxxps://EVIL[.]example/Sti?a=1', 'https://evil.example/Sti?a=1'],
    ['url', 'hxxp[://]evil.example', 'http://evil.example/'],
    ['url', 'https://me:secret@evil.example./a', 'https://evil.example/a'],
    ['md5', md5.toUpperCase(), md5],
    ['sha256', sha256, sha256.toLowerCase()],
    ['ja3', md5, md5],
    ['ja4', 't13d1516h2_8daaf6152771_b186095e22b6', 't13d1516h2_8daaf6152771_b186095e22b6'],
    ['email', 'Post[at]evil[.]example', 'post@evil.example'],
  ])('of type %s, %s, is kept as %s', (type, text, value) => {
    expect(readIndicatorValue(type, text)).toEqual({ value })
  })

  it.each<[IndicatorType, string, string]>([
    ['ipv4', '203.0.113.0/24', 'ipv4_cidr'],
    ['ipv4', '2001:db8::1', 'the type ipv6'],
    ['ipv6', '203.0.113.1', 'the type ipv4'],
    ['ipv6', '::ffff:203.0.113.1', 'as IPv4: 203.0.113.1'],
    ['ipv4', '127.0.0.1', 'loopback'],
    ['ipv4', '0.0.0.0', 'unspecified'],
    ['ipv6', '::1', 'loopback'],
    ['ipv4', 'evil.example', 'is no address'],
    ['ipv4_cidr', '10.0.0.0/7', 'too broad'],
    ['ipv4_cidr', '0.0.0.0/0', 'too broad'],
    ['ipv6_cidr', '2000::/15', 'too broad'],
    ['ipv6_cidr', '::/0', 'too broad'],
    ['ipv4_cidr', '127.0.0.0/8', 'loopback'],
    ['ipv4_cidr', '203.0.113.7/24', 'Write 203.0.113.0/24'],
    ['ipv4_cidr', '2001:db8::/32', 'the type ipv6_cidr'],
    ['domain', 'example', 'single label'],
    ['domain', '*.evil.example', 'wildcard'],
    ['domain', 'https://evil.example/x', 'Write the name alone: evil.example'],
    ['wildcard_domain', '*.no', 'single label'],
    ['wildcard_domain', '*.*.evil.example', 'wildcard'],
    ['url', 'evil.example/x', 'is no URL'],
    ['url', 'javascript:alert(1)', 'is no URL'],
    ['url', `https://evil.example/${'a'.repeat(2000)}`, 'longer than'],
    ['md5', sha256, 'of type sha256'],
    ['sha1', 'xyz', '40 hexadecimal'],
    ['ja3', 'abc', '32 hexadecimal'],
    ['ja4', md5, 'JA4'],
    ['email', 'evil.example', 'is no e-mail address'],
  ])('of type %s, %s, is refused with "%s"', (type, text, mend) => {
    expect(readIndicatorValue(type, text)).toEqual({ fault: expect.stringContaining(mend) })
  })

  it('made harmless to click on is the same indicator', () => {
    fc.assert(
      fc.property(fc.domain(), fc.webPath(), (domain, path) => {
        const url = `https://${domain}${path}`
        expect(refang(`hxxps://${domain.replaceAll('.', '[.]')}${path}`)).toBe(refang(url))
        expect(refang(domain.replaceAll('.', '(.)'))).toBe(domain)
      }),
    )
  })
})

const header = 'type,value,category,confidence,tlp,valid_until,source,comment'
async function readAll(source: string | Buffer) {
  const read: { rows: number; errors: CsvFault[] } = { rows: 0, errors: [] }
  const indicators: ReadIndicator[] = []
  for await (const one of readIndicatorsCsv(source, read)) indicators.push(one)
  return { ...read, indicators }
}
const read = (...rows: string[]) => readAll([header, ...rows].join('\n'))

describe('the indicators’ file', () => {
  it('reads what is said, and what holds where nothing is', async () => {
    const { indicators, errors } = await read(
      'ipv4,203.0.113.66,C2,90,TLP:AMBER+STRICT,2027-06-30T12:00:00+02:00,Kraft-SRM,"sett, to ganger"',
      'Wildcard-Domain,*.evil.example,,,white,2027-06-30,,',
      'domain,evil.example,,0,,,,',
    )
    expect(errors).toEqual([])
    expect(indicators).toEqual([
      {
        line: 2,
        type: 'ipv4',
        value: '203.0.113.66',
        category: 'c2',
        confidence: 90,
        tlp: 'AMBER+STRICT',
        valid_until: new Date('2027-06-30T10:00:00Z'),
        source: 'Kraft-SRM',
        comment: 'sett, to ganger',
      },
      expect.objectContaining({
        type: 'wildcard_domain',
        category: 'unknown',
        confidence: 50,
        tlp: 'CLEAR',
        valid_until: new Date('2027-06-30T00:00:00Z'),
      }),
      expect.objectContaining({ type: 'domain', confidence: 0, tlp: 'AMBER', valid_until: null }),
    ])
  })

  it('names every fault by row and column', async () => {
    const { errors } = await read(
      'ip,203.0.113.66,,,,,,',
      'ipv4,tull,c2,101,PINK,2027-02-30,,',
      'ipv4,203.0.113.1,,5.5,,i morgen,,',
    )
    expect(errors.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'type', 'ip'],
      [3, 'value', 'tull'],
      [3, 'confidence', '101'],
      [3, 'tlp', 'PINK'],
      [3, 'valid_until', '2027-02-30'],
      [4, 'confidence', '5.5'],
      [4, 'valid_until', 'i morgen'],
    ])
  })

  it.each(['{"type":"bundle","objects":[]}', ' [1]', '\ufeff{"Event":{}}'])(
    'that is JSON is refused: %s',
    async (text) => {
      for (const input of [text, Buffer.from(text)]) {
        expect(await readAll(input)).toMatchObject({
          indicators: [],
          errors: [{ row: 1, message: expect.stringContaining('Only CSV is read so far') }],
        })
      }
    },
  )

  it('with a national identity number in its text is refused; a hash that looks like one is not', async () => {
    const { errors, indicators } = await read(
      'domain,evil.example,c2,,,,01010100131,Gjelder 010101-00131',
      'md5,a01010100131bcdefa01010100131bcd,malware,,,,,',
    )
    expect(errors.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'source', null],
      [2, 'comment', null],
    ])
    expect(indicators.map(({ type }) => type)).toContain('md5')
  })
})
