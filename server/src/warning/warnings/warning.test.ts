import { tlps, type WarningState, warningStates } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dueAt,
  memberVisibleStates,
  numberOf,
  strictestTlp,
  titleOf,
  type WarningEvent,
  warningAfter,
} from './warning.ts'

const events = [
  'send',
  'deliver',
  'give_up',
  'acknowledge',
  'answer',
  'cancel',
  'restore',
] as const satisfies WarningEvent[]
const after = (state: WarningState, event: WarningEvent): WarningState => {
  const outcome = warningAfter(state, event)
  return 'to' in outcome ? outcome.to : state
}

describe('the life of a warning', () => {
  it('goes from draft to answered, and can be answered before the mail server’s reply is written down', () => {
    expect(after('draft', 'send')).toBe('sending')
    expect(after('sending', 'deliver')).toBe('sent')
    expect(after('sending', 'acknowledge')).toBe('acknowledged')
    expect(after('acknowledged', 'deliver')).toBe('acknowledged')
    expect(after('acknowledged', 'answer')).toBe('answered')
    expect(after('failed', 'send')).toBe('sending')
    expect(after('failed', 'deliver')).toBe('sent')
  })

  it('never goes back to something that a member must not see, once a mail has left', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (happened) => {
        let state: WarningState = 'draft'
        let left = false
        for (const event of happened) {
          state = after(state, event)
          left ||= state === 'sent' || state === 'acknowledged' || state === 'answered'
          if (left) expect(memberVisibleStates).toContain(state)
        }
      }),
    )
  })

  it('never sends twice: only drafts and what reached nobody', () => {
    const sendable = warningStates.filter((state) => 'to' in warningAfter(state, 'send'))
    expect(sendable).toEqual(['draft', 'failed'])
  })
})

it('counts the deadline from when it was sent, by severity', () => {
  const sent = new Date('2026-11-24T04:00:00Z')
  expect(dueAt(4, sent).toISOString()).toBe('2026-11-24T08:00:00.000Z')
  expect(dueAt(168, sent).toISOString()).toBe('2026-12-01T04:00:00.000Z')
})

it('is numbered as it is said on the phone', () => {
  expect(numberOf(123)).toBe('V-000123')
  expect(numberOf(1234567)).toBe('V-1234567')
})

it('is marked as strictly as its most protected part', () => {
  expect(strictestTlp(['GREEN', 'AMBER+STRICT', 'CLEAR'])).toBe('AMBER+STRICT')
  expect(strictestTlp([])).toBe('AMBER')
  for (const tlp of tlps) expect(strictestTlp([tlp, 'CLEAR'])).toBe(tlp)
})

it('is named by the worst of its causes', () => {
  const one = { label: '203.0.113.1', category: 'c2', innerHost: '10.0.0.1', severityRank: 0 }
  const two = { label: 'Regel', category: '', innerHost: null, severityRank: 2 }
  expect(titleOf([two, one])).toBe('203.0.113.1 (c2), 10.0.0.1 + 1')
  expect(titleOf([two])).toBe('Regel')
})
