import { expect, it } from 'vitest'
import { isAutomatic, newTextOf } from './reply.ts'

const quoted = '> Kritisk: En maskin hos dere kan være fjernstyrt\n> Svar innen 4 timer.\n'

it.each([
  [
    'Gmail',
    `Vi har tatt maskinen av nettet.\n\nDen fre. 27. nov. 2026 kl. 05:00 skrev Varde <varde@csirt.example>:\n${quoted}`,
  ],
  ['Thunderbird', `Vi har tatt maskinen av nettet.\r\n\r\nDen 27.11.2026 05:00, skrev Varde:\r\n${quoted}`],
  [
    'a mail program in English',
    `Vi har tatt maskinen av nettet.\n\nOn Fri, Nov 27, 2026 at 5:00 AM Varde <varde@csirt.example> wrote:\n\n${quoted}`,
  ],
  [
    'Outlook',
    'Vi har tatt maskinen av nettet.\n\nFra: Varde <varde@csirt.example>\nSendt: fredag 27. november 2026 05:00\nTil: Kari\nEmne: Kritisk\n\nKritisk: En maskin hos dere\n',
  ],
  [
    'Outlook on the web',
    'Vi har tatt maskinen av nettet.\n\n________________________________\nFrå: Varde <varde@csirt.example>\nSendt: fredag 27. november 2026 05:00\n\nKritisk: En maskin\n',
  ],
])('keeps what is new in an answer from %s', (_program, text) => {
  expect(newTextOf(text)).toBe('Vi har tatt maskinen av nettet.')
})

it('keeps answers that stand between what they answer', () => {
  expect(newTextOf('> Er dere berørt?\nJa.\n> Hva er gjort?\nIngenting.\n')).toBe('Ja.\nIngenting.')
})

it('is bounded, holds no control characters, and no national identity number', () => {
  expect(newTextOf('a'.repeat(100_000))).toHaveLength(4000)
  expect(newTextOf('hei\u0000 \u001b[31mhei')).toBe('hei [31mhei')
  expect(newTextOf('Pasienten er 17054026641 hos oss')).not.toContain('17054026641')
})

it('knows what no person wrote', () => {
  const of = (headers: Record<string, string>) => isAutomatic((name) => headers[name])
  expect(of({})).toBe(false)
  expect(of({ 'auto-submitted': 'no' })).toBe(false)
  expect(of({ 'auto-submitted': 'auto-replied (vacation)' })).toBe(true)
  expect(of({ precedence: 'bulk' })).toBe(true)
  expect(of({ 'x-autoreply': 'yes' })).toBe(true)
  expect(of({ 'content-type': 'multipart/report; report-type=disposition-notification' })).toBe(true)
})
