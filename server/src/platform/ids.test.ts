import { expect, it } from 'vitest'
import { manyIds, newId } from './ids.ts'

it('many ids are each other’s followers and nobody else’s', () => {
  const before = newId()
  const next = manyIds()
  const ids = Array.from({ length: 5000 }, next)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
  expect(before.slice(0, 8) <= (ids[0] ?? '').slice(0, 8)).toBe(true)
  // Two at once do not make the same ones.
  const other = manyIds()
  expect(ids).not.toContain(other())
})
