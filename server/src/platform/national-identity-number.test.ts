import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsIdentityNumber, maskIdentityNumbers } from './national-identity-number.ts'

/** Puts the two control digits behind nine digits; null where there are none. */
function withControls(nine: string): string | null {
  let digits = nine
  for (const weights of [
    [3, 7, 6, 1, 8, 9, 4, 5, 2],
    [5, 4, 3, 2, 7, 6, 5, 4, 3, 2],
  ]) {
    const control = (11 - (weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11)) % 11
    if (control === 10) return null
    digits += control
  }
  return digits
}

const two = (number: number) => String(number).padStart(2, '0')
const three = (number: number) => String(number).padStart(3, '0')

/** A valid number of any kind that has a date: the day and the month moved as the registers do. */
const dated = fc
  .record({
    at: fc.date({ min: new Date('1900-03-01'), max: new Date('2031-12-31'), noInvalidDate: true }),
    dayShift: fc.constantFrom(0, 40),
    monthShift: fc.constantFrom(0, 40, 65, 80),
    individual: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ at, dayShift, monthShift, individual }) =>
    withControls(
      two(at.getUTCDate() + dayShift) +
        two(at.getUTCMonth() + 1 + monthShift) +
        two(at.getUTCFullYear() % 100) +
        three(individual),
    ),
  )
  .filter((number) => number !== null)

/** The health sector's shared help number: no date in it. */
const undated = fc
  .integer({ min: 800_000_000, max: 999_999_999 })
  .map((nine) => withControls(String(nine)))
  .filter((number) => number !== null)

const number = fc.oneof(dated, undated)
const gap = fc.constantFrom('', ' ', '.', '-', '\u00a0', '\u202f', '\u2013', '\u200b', '\n')

describe('a national identity number', () => {
  it('is found wherever it stands, however it is spaced', () => {
    fc.assert(
      fc.property(number, gap, gap, (digits, inner, outer) => {
        const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)]
        expect(holdsIdentityNumber(`Gjelder ${digits.slice(0, 6)}${outer}${digits.slice(6)}, takk`)).toBe(true)
        expect(
          holdsIdentityNumber(`${day}${inner}${month}${inner}${year}${outer}${digits.slice(6, 9)}${digits.slice(9)}`),
        ).toBe(true)
        expect(holdsIdentityNumber(`kl 12 ${digits}`)).toBe(true)
      }),
    )
  })

  it('is not seen in numbers with another control digit, nor in longer ones', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 9 }), (digits, more) => {
        const last = (Number(digits.at(-1)) + more) % 10
        expect(holdsIdentityNumber(`${digits.slice(0, 10)}${last}`)).toBe(false)
        expect(holdsIdentityNumber(`1${digits}`)).toBe(false)
        expect(holdsIdentityNumber(`${digits}1`)).toBe(false)
      }),
    )
  })

  it('has a date that was', () => {
    const on = (date: string) =>
      Array.from({ length: 1000 }, (_, individual) => withControls(date + three(individual))).filter(
        (digits) => digits !== null,
      )
    const some = (date: string) => on(date).some(holdsIdentityNumber)
    expect(on('310201').length).toBeGreaterThan(700)
    for (const impossible of [
      '310201',
      '290201',
      '000101',
      '320101',
      '010001',
      '011301',
      '015301',
      '017801',
      '720101',
    ]) {
      expect(some(impossible), impossible).toBe(false)
    }
    for (const possible of ['290200', '290204', '280201', '690204', '311201', '715201', '717701', '719201']) {
      expect(on(possible).every(holdsIdentityNumber), possible).toBe(true)
    }
  })

  it('is hidden digit by digit, and nothing else is', () => {
    fc.assert(
      fc.property(number, gap, fc.stringMatching(/^[a-z][a-z =:]{0,20}$/), (digits, between, word) => {
        const written = `${digits.slice(0, 6)}${between}${digits.slice(6)}`
        expect(maskIdentityNumbers(`${word}${written}${word}${written}`)).toBe(
          `${word}******${between}*****${word}******${between}*****`,
        )
      }),
    )
    expect(maskIdentityNumbers('192.0.2.17, 2026-11-24 03:00, 22 00 00 00')).toBe(
      '192.0.2.17, 2026-11-24 03:00, 22 00 00 00',
    )
  })
})
