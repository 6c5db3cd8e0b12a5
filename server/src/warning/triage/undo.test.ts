import { detectionStates, triageActs } from '@varde/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { undoRefusal } from './undo.ts'

const dismissed = { act: 'dismiss', state: 'dismissed', state_after: 'dismissed', undone: false, newest: true } as const

it('puts back what nothing has changed since', () => {
  expect(undoRefusal(dismissed)).toBeNull()
  expect(undoRefusal({ ...dismissed, undone: true })?.code).toBe('is_undone')
  expect(undoRefusal({ ...dismissed, newest: false })?.code).toBe('changed_since')
  expect(undoRefusal({ ...dismissed, state: 'queued' })?.code).toBe('changed_since')
  expect(undoRefusal({ ...dismissed, act: 'accept', state: 'warned', state_after: 'queued' })?.code).toBe('is_warned')
  expect(undoRefusal({ ...dismissed, act: 'assign', state: 'warned', state_after: 'warned' })).toBeNull()
})

it('never takes back what the member has been told', () => {
  const any = fc.record({
    act: fc.constantFrom(...triageActs),
    state: fc.constantFrom(...detectionStates),
    state_after: fc.constantFrom(...detectionStates),
    undone: fc.boolean(),
    newest: fc.boolean(),
  })
  fc.assert(
    fc.property(any, (row) => {
      const told = row.act === 'warn' || (row.state !== 'queued' && row.state !== row.state_after)
      if (told) expect(undoRefusal(row)).not.toBeNull()
    }),
  )
})
