import { expect, test } from 'vitest'
import { standing } from './standing.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const past = '2026-11-24T11:00:00.000Z'
const waits = null
const future = '2026-11-24T13:00:00.000Z'

test('a cry for help stands above every state', () => {
  expect(standing({ state: 'answered', answer: 'affected_need_help', due_at: null, waits }, now)).toBe('need_help')
})

test('silence becomes overdue at the deadline, an acknowledgement too', () => {
  expect(standing({ state: 'sent', answer: null, due_at: future, waits }, now)).toBe('silent')
  expect(standing({ state: 'sent', answer: null, due_at: past, waits }, now)).toBe('overdue')
  expect(standing({ state: 'acknowledged', answer: null, due_at: past, waits }, now)).toBe('overdue')
})

test('an answer in time or late is an answer', () => {
  expect(standing({ state: 'answered', answer: 'not_affected', due_at: past, waits }, now)).toBe('answered')
})

test('what waits for the morning is on its way to nobody, and nobody is silent about it', () => {
  const sending = { state: 'sending', answer: null, due_at: null } as const
  expect(standing({ ...sending, waits }, now)).toBe('sending')
  expect(standing({ ...sending, waits: { until: future, why: 'quiet' } }, now)).toBe('waiting')
})
