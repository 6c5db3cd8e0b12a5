import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { membersColumns, readMembersCsv } from './members-csv.ts'

const header = membersColumns.join(',')
const file = (...rows: string[]) => [header, ...rows].join('\n')
const [one, two] = [orgnr(1), orgnr(2)]

const unsaid = { rank: null, role: null }

describe('the members’ file', () => {
  it('may say whom to reach first, and as what', () => {
    const more = `${header},contact_rank,contact_role`
    const { members, errors } = readMembersCsv(
      [
        more,
        `${one},Granvåg kommune,gp,,,,Leder,leder@granvag.example,,,2,IKT-leder`,
        `${one},,,,,,Vakt,vakt@granvag.example,,,,`,
        `${one},,,,,,Feil,feil@granvag.example,,,0,`,
      ].join('\n'),
    )
    expect([...(members[0]?.contacts.values() ?? [])].map(({ rank, role }) => [rank, role])).toEqual([
      [2, 'IKT-leder'],
      [null, null],
    ])
    expect(errors.map(({ row, column, value }) => [row, column, value])).toEqual([[4, 'contact_rank', '0']])
  })

  it('makes one member of several rows, a contact of each', () => {
    const { members, errors, rows } = readMembersCsv(
      file(
        `${one},Granvåg kommune,Municipality,9001,10.1.0.0/16 2001:db8::/48,granvag.example,Vakt,VAKT@granvag.example,22 00 00 00,nn`,
        `${one},,,,10.2.0.0/16,,Leder,leder@granvag.example,,`,
      ),
    )
    expect([rows, errors]).toEqual([2, []])
    expect(members).toHaveLength(1)
    expect(members[0]).toMatchObject({
      orgnr: one,
      name: 'Granvåg kommune',
      kind: 'municipality',
      municipality_number: '9001',
    })
    expect([...(members[0]?.networks ?? [])]).toEqual([
      ['10.1.0.0/16', 2],
      ['2001:db8::/48', 2],
      ['10.2.0.0/16', 3],
    ])
    expect([...(members[0]?.contacts.values() ?? [])]).toEqual([
      { name: 'Vakt', email: 'vakt@granvag.example', phone: '+4722000000', language: 'nn', ...unsaid, line: 2 },
      { name: 'Leder', email: 'leder@granvag.example', phone: null, language: 'nb', ...unsaid, line: 3 },
    ])
  })

  it('finds every fault, each with row, column, value and mend', () => {
    const { errors } = readMembersCsv(
      file(
        `123456789,Skarheim sykehus,hospital,90,10.1.2.3/8 tull,https://x.example,Vakt,vakt,12,sv`,
        `${two},,,,,,Bare navn,,,`,
        `${one},Lysfoss,gp,,,,,,,`,
        `${one},Lysfoss apotek,pharmacy,,,,,,,`,
        'for,få,felt',
      ),
    )
    expect(errors.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'orgnr', '123456789'],
      [2, 'networks', '10.1.2.3/8'],
      [2, 'networks', 'tull'],
      [2, 'domains', 'https://x.example'],
      [2, 'municipality_number', '90'],
      [2, 'language', 'sv'],
      [2, 'contact_phone', '12'],
      [2, 'contact_email', 'vakt'],
      [3, 'contact_email', ''],
      [3, 'name', null],
      [3, 'kind', null],
      [5, 'name', 'Lysfoss apotek'],
      [5, 'kind', 'pharmacy'],
      [6, null, null],
    ])
    expect(errors.find(({ value }) => value === '10.1.2.3/8')?.message).toContain('Write 10.0.0.0/8')
    expect(errors.find(({ row, column }) => row === 5 && column === 'name')?.message).toMatch(/row 4.*row 5/)
  })

  it('names a missing and an unknown column', () => {
    const { errors } = readMembersCsv(`${header.replace('kind', 'type')}\n${one},x,gp,,,,,,,`)
    expect(errors.map(({ row, column }) => [row, column])).toEqual([
      [1, 'kind'],
      [1, 'type'],
    ])
  })

  it.each([
    ['a byte order mark and CRLF', (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}\r\n`],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['empty lines and rows', (text: string) => `${text}\n\n,,,,,,,,,\n`],
    [
      'columns in another order',
      (text: string) =>
        text
          .split('\n')
          .map((line) => line.split(',').reverse().join(','))
          .join('\n'),
    ],
  ])('may have %s', (_, change) => {
    const plain = file(`${one},Lysfoss,gp,9001,10.1.0.0/16,lysfoss.example,Vakt,vakt@lysfoss.example,22000000,en`)
    expect(readMembersCsv(change(plain))).toEqual(readMembersCsv(plain))
    expect(readMembersCsv(plain).errors).toEqual([])
  })

  it('that is not UTF-8 is refused with the mend', () => {
    const latin1 = Buffer.from(file(`${one},Granvåg,gp,,,,,,,`), 'latin1')
    expect(readMembersCsv(latin1).errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('UTF-8') }),
    ])
  })

  it('keeps line numbers where a quoted field holds line ends', () => {
    const { errors, members } = readMembersCsv(file(`${one},"Lysfoss\nlegekontor",gp,,,,,,,`, `${two},A,gp,,tull,,,,,`))
    expect(members[0]?.name).toBe('Lysfoss legekontor')
    expect(errors).toMatchObject([{ row: 4, column: 'networks' }])
  })

  it('gives back what was written, whatever the names', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/[\s\p{Cc}\p{Cs}\ufeff]+/gu, ' ').trim())
      .filter((text) => text !== '')
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), fc.constantFrom(',', ';'), (names, delimiter) => {
        const rows = names.map((text, i) => [orgnr(i), quoted(text), 'gp', '', '', '', '', '', '', ''].join(delimiter))
        const { members, errors } = readMembersCsv([membersColumns.join(delimiter), ...rows].join('\r\n'))
        expect(errors).toEqual([])
        expect(members.map((member) => member.name)).toEqual(names)
      }),
    )
  })

  it('with a national identity number in a name or an address is refused, and the report does not repeat it', () => {
    const number = '01010100131'
    const { errors } = readMembersCsv(
      file(`${one},Granvåg,gp,,,,Kari 010101 00131,${number}@granvag.example,,`, `${one},Annet ${number},gp,,,,,,,`),
    )
    expect(errors.map(({ row, column }) => [row, column])).toEqual([
      [2, 'contact_name'],
      [2, 'contact_email'],
      [3, 'name'],
      [3, 'name'],
    ])
    expect(JSON.stringify(errors)).not.toMatch(/010101 ?00131/)
  })
})
