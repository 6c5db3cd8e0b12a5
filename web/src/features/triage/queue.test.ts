import { expect, test } from 'vitest'
import type { Detection } from '../../api/types.ts'
import { membersOf, queueRows, samePlaces, waitingRows } from './queue.ts'

function row(id: string, more: Partial<Detection> = {}): Detection {
  return {
    id,
    member: '999000017',
    member_name: 'Fjordvik kommune',
    cause: {
      kind: 'indicator',
      key: 'k',
      label: 'c2.example',
      category: 'c2',
      indicator_type: 'domain',
      source: 's',
      grade: null,
      confidence: 80,
      tlp: 'GREEN',
    },
    inner_host: '10.0.0.5',
    fields: ['dns'],
    severity: 'high',
    attribution: 'network',
    retrospective: false,
    state: 'queued',
    view: 'queued',
    decided: null,
    dismiss_reason: null,
    duplicate_of: null,
    accepted_at: null,
    assigned_to: null,
    snoozed_until: null,
    suppression: null,
    events: 1,
    first_seen_at: '2026-11-24T10:00:00.000Z',
    last_seen_at: '2026-11-24T10:00:00.000Z',
    created_at: '2026-11-24T10:00:00.000Z',
    warning: null,
    other_members: 0,
    hourly: [],
    ...more,
  }
}
const none = new Map<string, Detection['view']>()

test('new rows wait, known rows keep their place and take newer figures', () => {
  const listed = [row('a'), row('b')]
  const peek = { items: [row('c'), row('b', { events: 9 }), row('a')], next: null }
  expect(queueRows(listed, peek, none).map((one) => [one.id, one.events])).toEqual([
    ['a', 1],
    ['b', 9],
  ])
  expect(waitingRows(listed, true, peek, none)).toBe(1)
})

test('of a newer page the rows that say the same are the very same, wherever they are', () => {
  const before = { items: [row('a', { hourly: [1] }), row('b')], next: null }
  const now = samePlaces(before, {
    items: [row('c'), row('a', { hourly: [1] }), row('b', { events: 9 })],
    next: 'more',
  })
  expect(now).toEqual({ items: [row('c'), row('a', { hourly: [1] }), row('b', { events: 9 })], next: 'more' })
  expect(now.items[1]).toBe(before.items[0])
  expect(now.items[2]?.cause).toBe(before.items[1]?.cause)
  expect(samePlaces(undefined, now)).toEqual(now)
})

test('a row that somebody else dealt with stays, marked as gone', () => {
  expect(queueRows([row('a')], { items: [], next: null }, none)[0]?.gone).toBe(true)
  expect(queueRows([row('a')], { items: [], next: 'more' }, none)[0]?.gone).toBe(false)
  expect(queueRows([row('a')], undefined, none)[0]?.gone).toBe(false)
})

test('a row acted upon leaves the queue but not the list of its new state', () => {
  const acted = new Map([['a', 'queued' as const]])
  expect(queueRows([row('a')], undefined, acted)).toEqual([])
  expect(queueRows([row('a', { state: 'dismissed', view: 'dismissed' })], undefined, acted)).toHaveLength(1)
  expect(waitingRows([], true, { items: [row('a')], next: null }, acted)).toBe(0)
})

test('older rows that move up from the next page are not new', () => {
  const peek = { items: [row('z', { created_at: '2026-11-24T09:00:00.000Z' })], next: 'more' }
  expect(waitingRows([row('a')], false, peek, none)).toBe(0)
})

test('members are named once', () => {
  expect(membersOf([row('a'), row('b'), row('c', { member_name: 'Aker legesenter' })])).toEqual([
    'Aker legesenter',
    'Fjordvik kommune',
  ])
})
