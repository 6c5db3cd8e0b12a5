import { expect, test } from 'vitest'
import { allPages } from './export-csv.ts'

test('an export follows the cursor to the last page', async () => {
  const asked: (string | undefined)[] = []
  const seen: number[] = []
  const rows = await allPages(
    async (cursor) => {
      asked.push(cursor)
      return cursor === undefined ? { items: [1, 2], next: 'b' } : { items: [3], next: null }
    },
    (count) => seen.push(count),
  )
  expect(rows).toEqual([1, 2, 3])
  expect(asked).toEqual([undefined, 'b'])
  expect(seen).toEqual([2, 3])
})
