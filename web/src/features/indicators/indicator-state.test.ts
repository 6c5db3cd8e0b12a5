import { expect, it } from 'vitest'
import { stateOf } from './indicator-state.tsx'

const now = Date.parse('2026-11-26T12:00:00Z')
const plain = { retracted_at: null, valid_until: null, stopped: null, let_through: null }
const stopped = { by: 'entry', entry: 'felles.example', reason: 'Felles leverandør', member: null } as const
const let_through = { reason: 'Følges', at: '2026-11-26T11:00:00Z' }

it.each([
  ['active', plain],
  ['active', { ...plain, valid_until: '2026-11-26T12:00:01Z' }],
  ['ended', { ...plain, valid_until: '2026-11-26T12:00:00Z', stopped }],
  ['retracted', { ...plain, retracted_at: '2026-11-26T11:00:00Z', stopped }],
  ['stopped', { ...plain, stopped }],
  ['let_through', { ...plain, stopped, let_through }],
  // Let through before anything stopped it.
  ['active', { ...plain, let_through }],
])('%s', (state, indicator) => {
  expect(stateOf(indicator, now)).toBe(state)
})
