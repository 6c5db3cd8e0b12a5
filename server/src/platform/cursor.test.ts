import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeCursor, encodeCursor, page } from './cursor.ts'
import { Problem } from './problem.ts'

it('reads back what it wrote', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), (values) => {
      expect(decodeCursor(encodeCursor(values), values.length)).toEqual(values)
    }),
  )
})

it.each(['', 'x', 'bnVsbA', Buffer.from('[{}]').toString('base64url'), Buffer.from('[1,2]').toString('base64url')])(
  'refuses %j, which is not one of ours',
  (cursor) => {
    expect(() => decodeCursor(cursor, 1)).toThrow(Problem)
  },
)

it('says where the next page begins only where there is one', () => {
  expect(page([1, 2, 3], 2, (n) => [n])).toEqual({ items: [1, 2], next: encodeCursor([2]) })
  expect(page([1, 2], 2, (n) => [n])).toEqual({ items: [1, 2], next: null })
})
