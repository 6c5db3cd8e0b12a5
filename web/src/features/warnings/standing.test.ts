import { expect, test } from 'vitest'
import { standing } from './standing.ts'

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
