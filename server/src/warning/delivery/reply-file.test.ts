import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cleanName, filesOf, mostBytes } from './reply-file.ts'

const part = (over: Partial<Parameters<typeof filesOf>[0][number]> = {}) => ({
  filename: 'logg.txt',
  contentType: 'text/plain',
  related: false,
  content: Buffer.from('logg'),
  ...over,
})

it('keeps files and pictures of screens, and neither signatures nor logos', () => {
  const screen = part({
    filename: 'image001.png',
    contentType: 'image/png',
    related: true,
    content: Buffer.alloc(40_000),
  })
  const logo = { ...screen, content: Buffer.alloc(2_000) }
  const parts = [
    part(),
    screen,
    logo,
    part({ contentType: 'application/pgp-signature' }),
    part({ contentType: 'application/pkcs7-signature' }),
  ]
  const { files, left } = filesOf(parts, mostBytes)
  expect(files.map(({ name }) => name)).toEqual(['logg.txt', 'image001.png'])
  // Of "logg", by sha256sum.
  expect(files[0]?.sha256).toBe('46d79d5ea81fdd78e0d5bd253745d052f8552696bedebaa19440e31bbb79eb62')
  expect(left).toBe(0)
})

it('leaves out what there is no room for, and says how many', () => {
  const parts = [
    part({ content: Buffer.alloc(8) }),
    part({ content: Buffer.alloc(5) }),
    part({ content: Buffer.alloc(4) }),
  ]
  const { files, left } = filesOf(parts, 12)
  expect(files.map(({ content }) => content.length)).toEqual([8, 4])
  expect(left).toBe(1)
  expect(
    filesOf(
      Array.from({ length: 25 }, () => part()),
      mostBytes,
    ),
  ).toMatchObject({ left: 5 })
})

it.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Temp\\faktura.pdf', 'faktura.pdf'],
  ['faktura\u202Egpj.exe', 'fakturagpj.exe'],
  ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'],
  ['.htaccess', 'htaccess'],
  [' . ', 'uten-navn'],
  ['', 'uten-navn'],
  ['blåbær skjermbilde.png', 'blåbær skjermbilde.png'],
])('%j is called %j', (given, name) => expect(cleanName(given)).toBe(name))

it('keeps the ending of a long name', () => {
  const name = cleanName(`${'a'.repeat(300)}.pdf.exe`)
  expect(name).toHaveLength(120)
  expect(name).toMatch(/a….exe$/)
})

it('never gives a name that leads elsewhere or ends a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const name = cleanName(text)
      expect(name).toMatch(/^[^\p{Cc}\p{Cf}/\\";.][^\p{Cc}\p{Cf}/\\";]*$/u)
      expect(name.length).toBeLessThanOrEqual(120)
    }),
  )
})
