import { eventFields } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventCondition, filterFaults } from './event-filter.ts'
import { type Search, searchFor } from './event-words.ts'

const sha256 = 'ab'.repeat(32)
const ja4 = 't13d1516h2_8daaf6152771_e5627efa2ab1'

describe('what is searched for is known by its form', () => {
  it.each<[string, Search]>([
    ['192.0.2.7', 'address'],
    ['192[.]0[.]2[.]7', 'address'],
    ['2001:db8::/32', 'address'],
    [sha256, 'hash'],
    ['d41d8cd98f00b204e9800998ecf8427e', 'hash'],
    ['AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD', 'hash'],
    [ja4, 'ja4'],
    ['1:LQU9qZlK+B5F3KDmev6m5PMibrg=', 'community_id'],
    ['0195b0a0-0000-7000-8000-000000000001', 'id'],
    ['kari@sykehus.example', 'email'],
    ['@sykehus.example', 'email'],
    ['hxxps://evil[.]example/a?b=c', 'url'],
    ['9000001', 'number'],
    ['*.evil.example', 'name'],
    ['Beacon', 'name'],
    ['ET MALWARE Beacon', 'text'],
  ])('%s is %s', (words, kind) => expect(searchFor(words)).toBe(kind))
})

describe('nothing that is asked for becomes part of the statement', () => {
  const shapes = (filters: Parameters<typeof eventCondition>[1][]) =>
    new Set(filters.map((filter) => eventCondition(['000000019'], filter).condition))

  it('as search words', () => {
    const examples = ['192.0.2.7', '192.0.2.0/24', sha256, ja4, '1:LQU9qZlK+B5F3KDmev6m5PMibrg=', 'a@b.example']
      .concat('@b.example', '0195b0a0-0000-7000-8000-000000000001', 'http://a.example/', 'http://192.0.2.7/')
      .concat('12', '1234567890', 'word', 'two words')
    const known = shapes([{}, ...examples.map((q) => ({ q }))])
    fc.assert(fc.property(fc.string(), (q) => known.has(eventCondition(['000000019'], { q }).condition)))
  })

  it('as the value of a field', () => {
    const fieldOf = fc.constantFrom(...eventFields)
    const known = shapes([
      ...eventFields.flatMap((field) =>
        ['a', '1', '192.0.2.7', '192.0.2.0/24', '0195b0a0-0000-7000-8000-000000000001', ''].map((value) => ({
          is: [`${field}:${value}`],
        })),
      ),
    ])
    fc.assert(
      fc.property(fieldOf, fc.string(), (field, value) =>
        known.has(eventCondition(['000000019'], { is: [`${field}:${value}`] }).condition),
      ),
    )
  })

  it('as any other word', () => {
    const by = fc.constantFrom('address', 'name', 'signature', 'hash', 'fingerprint', 'email', 'community_id')
    const known = shapes(
      ['address', 'name', 'signature', 'hash', 'fingerprint', 'email', 'community_id'].flatMap((name) =>
        ['', 'a', '1', ja4, '@a.example', '192.0.2.7', '192.0.2.0/24'].map((value) => ({ [name]: value })),
      ),
    )
    fc.assert(
      fc.property(by, fc.string(), (name, value) =>
        known.has(eventCondition(['000000019'], { [name]: value }).condition),
      ),
    )
  })
})

describe('what cannot be looked for is named', () => {
  const faultsOf = (filter: Parameters<typeof filterFaults>[0]) => filterFaults(filter).map(({ at }) => at)

  it.each<[Parameters<typeof filterFaults>[0], string[]]>([
    [{ address: '10.1' }, ['querystring/address']],
    [{ address: '192.0.2.0/24', hash: sha256, fingerprint: ja4, email: '@a.example', flow_id: '7' }, []],
    [{ hash: 'abc' }, ['querystring/hash']],
    [{ hash: 'z'.repeat(32) }, ['querystring/hash']],
    [{ fingerprint: sha256 }, ['querystring/fingerprint']],
    [{ email: 'kari' }, ['querystring/email']],
    [{ flow_id: '18446744073709551616' }, ['querystring/flow_id']],
    [{ flow_id: '18446744073709551615' }, []],
    [{ from: '2026-11-24T01:00:00Z', to: '2026-11-24T01:00:00Z' }, ['querystring/to']],
    [{ is: ['proto:TCP', 'dest_port:https'], not: ['src_ip:x'] }, ['querystring/is/1', 'querystring/not/0']],
    [{ not: ['dns_name:', 'indicator:7'] }, ['querystring/not/0', 'querystring/not/1']],
  ])('%j', (filter, faults) => expect(faultsOf(filter)).toEqual(faults))
})
