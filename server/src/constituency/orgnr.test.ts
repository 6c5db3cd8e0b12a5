import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { orgnrFrom, readOrgnr } from './orgnr.ts'

const someOrgnr = fc.nat({ max: 2000 }).map(orgnr)

describe('an organisation number', () => {
  it('with a right control digit is read, spaces or not', () => {
    fc.assert(
      fc.property(someOrgnr, (number) => {
        expect(readOrgnr(number)).toEqual({ value: number })
        expect(readOrgnr(`${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`)).toEqual({ value: number })
      }),
    )
  })

  it('with any one digit changed is refused', () => {
    // Mod-11 with weights that share no factor with 11 finds every single wrong digit.
    fc.assert(
      fc.property(someOrgnr, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const digit = (Number(number[place]) + by) % 10
        const wrong = `${number.slice(0, place)}${digit}${number.slice(place + 1)}`
        expect(readOrgnr(wrong)).toHaveProperty('fault')
      }),
    )
  })

  it.each(['', '12345678', '1234567890', 'abcdefghi'])('is not "%s"', (text) => {
    expect(readOrgnr(text)).toEqual({ fault: expect.stringContaining('nine digits') })
  })

  it('can be made up, each another', () => {
    const made = Array.from({ length: 500 }, (_, i) => orgnrFrom(i))
    expect(new Set(made).size).toBe(500)
    for (const number of made) expect(readOrgnr(number)).toEqual({ value: number })
  })
})
