import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consequenceOf, readForm, ticksOf } from './response.ts'

describe('the form', () => {
  it('reads what was said', () => {
    expect(readForm({ action: 'acknowledge' })).toEqual({ kind: 'acknowledge' })
    expect(readForm({ answer: 'unknown', comment: ' a\r\nb\u0000 ' })).toEqual({
      kind: 'answer',
      answer: 'unknown',
      comment: 'a\nb',
      done: [],
      was: [],
    })
    expect(readForm({ answer: 'false_alarm', done: '1.2' })).toMatchObject({ answer: 'false_alarm', done: ['1.2'] })
    expect(readForm({ answer: 'unknown', done: ['1.1', '1.2'] })).toMatchObject({ done: ['1.1', '1.2'] })
  })

  it('says what is wrong and gives the comment back', () => {
    expect(readForm({ comment: 'x' })).toEqual({ fault: 'nothing', answer: null, comment: 'x', done: [], was: [] })
    expect(readForm({ answer: 'unknown', comment: 'x'.repeat(4001) })).toMatchObject({ fault: 'comment_too_long' })
    expect(readForm({ answer: ['unknown', 'unknown'] })).toMatchObject({ fault: 'nothing' })
  })

  it('changes what was ticked or unticked on it, and nothing else', () => {
    expect(ticksOf({ done: ['1.1', '1.3'], was: ['1.1', '1.2'] })).toEqual({ ticked: ['1.3'], unticked: ['1.2'] })
    expect(ticksOf({})).toEqual({ ticked: [], unticked: [] })
    expect(readForm({ answer: 'unknown', done: '1.1', was: ['1.1', '1.2'] })).toMatchObject({ was: ['1.1', '1.2'] })
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
