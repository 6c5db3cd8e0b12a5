import { expect, test } from 'vitest'
import { putAway } from './put-away.ts'

const at = (hour: string) => `2026-11-24T${hour}:00:00.000Z`

test('a draft is put away as far as its detections are, until the first comes back', () => {
  expect(
    putAway([
      { view: 'snoozed', snoozed_until: at('12') },
      { view: 'queued', snoozed_until: null },
      { view: 'snoozed', snoozed_until: at('09') },
    ]),
  ).toEqual({ count: 2, of: 3, until: at('09') })
})

test('what has come back is not put away', () => {
  expect(putAway([{ view: 'queued', snoozed_until: at('09') }])).toBeNull()
  expect(putAway([])).toBeNull()
})
