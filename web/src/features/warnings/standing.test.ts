import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardParts, standing } from './standing.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const past = '2026-11-24T11:00:00.000Z'
const future = '2026-11-24T13:00:00.000Z'

test('a cry for help stands above every state', () => {
  expect(standing({ state: 'answered', answer: 'affected_need_help', due_at: null }, now)).toBe('need_help')
})

test('silence becomes overdue at the deadline, an acknowledgement too', () => {
  expect(standing({ state: 'sent', answer: null, due_at: future }, now)).toBe('silent')
  expect(standing({ state: 'sent', answer: null, due_at: past }, now)).toBe('overdue')
  expect(standing({ state: 'acknowledged', answer: null, due_at: past }, now)).toBe('overdue')
})

test('an answer in time or late is an answer', () => {
  expect(standing({ state: 'answered', answer: 'not_affected', due_at: past }, now)).toBe('answered')
})

test('the parts of the board add up to what was sent', () => {
  const count = fc.nat(1_000)
  fc.assert(
    fc.property(count, count, count, count, count, count, (silent, acknowledged, answered, help, late, bounced) => {
      const totals = {
        sent: silent + acknowledged + answered + help,
        delivered: silent + acknowledged + answered + help,
        acknowledged: acknowledged + answered + help,
        answered: answered + help,
        need_help: help,
        overdue: Math.min(late, silent + acknowledged),
        bounced: Math.min(bounced, silent),
      }
      const parts = Object.values(boardParts(totals, [], now))
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(totals.sent)
      expect(parts.every((part) => part >= 0)).toBe(true)
    }),
  )
})

test('with every row at hand the parts are counted, a late acknowledgement once', () => {
  const totals = { sent: 2, delivered: 2, acknowledged: 1, answered: 0, need_help: 0, overdue: 1, bounced: 0 }
  const rows = [
    { state: 'acknowledged', answer: null, due_at: past },
    { state: 'sent', answer: null, due_at: future },
  ] as const
  expect(boardParts(totals, rows, now)).toMatchObject({ overdue: 1, silent: 1, acknowledged: 0 })
})
