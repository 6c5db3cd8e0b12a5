import { expect, test } from 'vitest'
import { auditFilter } from './audit.queries.ts'
import { auditSearch } from './audit.search.ts'

test('what is no filter is dropped, so that a bad link still opens', () => {
  expect(auditSearch({ act: 'made.up', outcome: 'maybe', from: 'yesterday', open: '-3', member: '12' })).toEqual({})
  expect(auditSearch({ act: 'key.made', member: 999000017, open: 16 })).toEqual({
    act: 'key.made',
    member: '999000017',
    open: 16,
  })
})

test('days of the reader become instants, and what is open is no filter', () => {
  const filter = auditFilter(auditSearch({ from: '2026-11-24', to: '2026-11-24', open: 4 }))
  expect(Object.keys(filter)).toEqual(['from', 'to'])
  expect(Date.parse(filter.to ?? '') - Date.parse(filter.from ?? '')).toBe(86_399_999)
})
