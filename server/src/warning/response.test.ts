import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsIdentityNumber } from './national-identity-number.ts'
import { consequenceOf, readForm } from './response.ts'

/** Puts the two control digits behind nine digits; null where there are none. */
function withControls(nine: readonly number[]): string | null {
  const digits = [...nine]
  for (const weights of [
    [3, 7, 6, 1, 8, 9, 4, 5, 2],
    [5, 4, 3, 2, 7, 6, 5, 4, 3, 2],
  ]) {
    const control = (11 - (weights.reduce((sum, weight, i) => sum + weight * (digits[i] as number), 0) % 11)) % 11
    if (control === 10) return null
    digits.push(control)
  }
  return digits.join('')
}
const nineDigits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })

describe('a national identity number', () => {
  it('is found wherever it stands, also with a space in it', () => {
    fc.assert(
      fc.property(nineDigits, fc.constantFrom('', ' ', '.', '-'), (nine, gap) => {
        const number = withControls(nine)
        fc.pre(number !== null)
        expect(holdsIdentityNumber(`Gjelder ${number?.slice(0, 6)}${gap}${number?.slice(6)}, takk`)).toBe(true)
      }),
    )
  })

  it('is not seen in numbers with another control digit, nor in longer ones', () => {
    fc.assert(
      fc.property(nineDigits, fc.integer({ min: 1, max: 9 }), (nine, more) => {
        const number = withControls(nine)
        fc.pre(number !== null)
        const last = (Number(number?.at(-1)) + more) % 10
        expect(holdsIdentityNumber(`${number?.slice(0, 10)}${last}`)).toBe(false)
        expect(holdsIdentityNumber(`1${number}`)).toBe(false)
        expect(holdsIdentityNumber(`${number}1`)).toBe(false)
      }),
    )
  })
})

describe('the form', () => {
  it('reads what was said', () => {
    expect(readForm({ action: 'acknowledge' })).toEqual({ kind: 'acknowledge' })
    expect(readForm({ answer: 'unknown', comment: ' a\r\nb\u0000 ' })).toEqual({
      kind: 'answer',
      answer: 'unknown',
      comment: 'a\nb',
    })
  })

  it('says what is wrong and gives the comment back', () => {
    expect(readForm({ comment: 'x' })).toEqual({ fault: 'nothing', answer: null, comment: 'x' })
    expect(readForm({ answer: 'unknown', comment: 'x'.repeat(4001) })).toMatchObject({ fault: 'comment_too_long' })
    expect(readForm({ answer: ['unknown', 'unknown'] })).toMatchObject({ fault: 'nothing' })
  })

  it('takes anything without falling over', () => {
    fc.assert(
      fc.property(fc.anything(), (form) => {
        const said = readForm(form)
        expect('fault' in said || 'kind' in said).toBe(true)
      }),
    )
  })
})

describe('what follows from an answer', () => {
  it('closes the detections where it is dealt with, and opens them again where the answer is changed', () => {
    const answer = (answer: 'affected_handled' | 'affected_need_help') =>
      ({ kind: 'answer', answer, comment: '' }) as const
    expect(consequenceOf('sent', answer('affected_handled'))).toEqual({
      warning: 'answered',
      detections: { from: 'warned', to: 'resolved' },
    })
    expect(consequenceOf('answered', answer('affected_need_help'))).toEqual({
      warning: 'answered',
      detections: { from: 'resolved', to: 'warned' },
    })
    expect(consequenceOf('answered', { kind: 'acknowledge' })).toEqual({ warning: 'answered', detections: null })
    expect(consequenceOf('draft', { kind: 'acknowledge' })).toBeNull()
  })
})
