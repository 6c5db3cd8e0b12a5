import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerWith, consequenceOf, measuresSaid, nothingAdvised, readForm, vexSaid } from './response.ts'

describe('the form', () => {
  it('reads what was said', () => {
    expect(readForm({ action: 'acknowledge' })).toEqual({ kind: 'acknowledge' })
    expect(readForm({ answer: 'unknown', comment: ' a\r\nb\u0000 ' })).toEqual({
      kind: 'answer',
      answer: 'unknown',
      comment: 'a\nb',
      done: [],
      was: [],
      advised: nothingAdvised,
    })
    expect(readForm({ answer: 'false_alarm', done: '1.2' })).toMatchObject({ answer: 'false_alarm', done: ['1.2'] })
    expect(readForm({ answer: 'unknown', done: ['1.1', '1.2'] })).toMatchObject({ done: ['1.1', '1.2'] })
  })

  it('says what is wrong and gives the comment back', () => {
    expect(readForm({ comment: 'x' })).toEqual({
      fault: 'nothing',
      answer: null,
      comment: 'x',
      done: [],
      was: [],
      advised: nothingAdvised,
    })
    expect(readForm({ answer: 'unknown', comment: 'x'.repeat(4001) })).toMatchObject({ fault: 'comment_too_long' })
    expect(readForm({ answer: ['unknown', 'unknown'] })).toMatchObject({ fault: 'nothing' })
  })

  it('changes what was ticked or unticked on it, and nothing else', () => {
    expect(measuresSaid({ done: ['1.1', '1.3'], was: ['1.1', '1.2'] })).toEqual([
      { key: '1.3', standing: 'done', why: '' },
      { key: '1.2', standing: 'open', why: '' },
    ])
    expect(measuresSaid({})).toEqual([])
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

describe('of an advisory', () => {
  it('reads what was changed of the measures, and why', () => {
    const form = {
      answer: 'affected_handled',
      'standing:a': 'done',
      'before:a': 'done',
      'standing:b': 'not_relevant',
      'why:b': ' Vi har ikke   VPN ',
      'before:b': 'open',
      'standing:c': 'nonsense',
      'vex:CVE-2026-1': '',
      'vex:CVE-2026-2': 'under_investigation',
      justification: 'component_not_present',
    }
    expect(readForm(form)).toMatchObject({
      advised: {
        measures: [{ key: 'b', standing: 'not_relevant', why: 'Vi har ikke   VPN' }],
        vex: [{ cve: 'CVE-2026-2', vex: 'under_investigation' }],
        justification: 'component_not_present',
      },
    })
  })

  it.each([
    ['why_missing', { 'standing:b': 'not_relevant', 'before:b': 'open' }],
    ['identity_number', { 'standing:b': 'done', 'why:b': 'Pasient 13097248022', 'before:b': 'open' }],
  ])('refuses with %s, and gives everything back', (fault, fields) => {
    expect(readForm({ answer: 'unknown', comment: 'x', ...fields })).toMatchObject({
      fault,
      comment: 'x',
      advised: { measures: [{ key: 'b' }] },
    })
  })

  it('asks for help where any measure does', () => {
    const said = (standing: 'help' | 'done') => ({ ...nothingAdvised, measures: [{ key: 'a', standing, why: '' }] })
    expect(answerWith('affected_handled', said('help'))).toBe('affected_need_help')
    expect(answerWith('unknown', said('help'))).toBe('affected_need_help')
    expect(answerWith('not_affected', said('help'))).toBe('not_affected')
    expect(answerWith('affected_handled', said('done'))).toBe('affected_handled')
  })

  it.each([
    ['affected_handled', 'fixed'],
    ['affected_need_help', 'affected'],
    ['not_affected', 'not_affected'],
    ['false_alarm', 'not_affected'],
    ['unknown', 'under_investigation'],
  ] as const)('%s is %s of each vulnerability of which nothing else is said', (answer, vex) => {
    const advised = {
      ...nothingAdvised,
      vex: [{ cve: 'CVE-2026-2', vex: 'affected' as const }],
      justification: 'component_not_present' as const,
    }
    expect(vexSaid(['CVE-2026-1', 'CVE-2026-2'], answer, advised, new Map())).toEqual([
      { cve: 'CVE-2026-1', vex, justification: vex === 'not_affected' ? 'component_not_present' : null },
      { cve: 'CVE-2026-2', vex: 'affected', justification: null },
    ])
  })

  it.each([
    ['said of it before', 'not_affected', null, 'component_not_present', 'component_not_present'],
    ['said now', 'not_affected', 'vulnerable_code_not_present', 'component_not_present', 'vulnerable_code_not_present'],
    ['never said', 'not_affected', null, null, null],
    ['of something else', 'affected_handled', null, 'component_not_present', null],
  ] as const)('keeps why one is not affected: %s', (_, answer, justification, before, why) => {
    const said = { measures: [], vex: [], justification }
    const known = new Map([['CVE-2026-1', { justification: before }]])
    expect(vexSaid(['CVE-2026-1'], answer, said, known)).toMatchObject([{ justification: why }])
  })
})
