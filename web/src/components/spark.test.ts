import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heatLevel, shares, sparkBars } from './spark.ts'

test('the highest bar fills the height, zero has none', () => {
  const bars = sparkBars([0, 5, 10], 30, 20, 0)
  expect(bars.map((bar) => bar.height)).toEqual([0, 10, 20])
  expect(bars.map((bar) => bar.x)).toEqual([0, 10, 20])
})

test('one among thousands is still seen', () => {
  expect(sparkBars([1, 9_000], 10, 16)[0]?.height).toBe(1)
})

test('no bar leaves the picture', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 48 }), (values) => {
      for (const bar of sparkBars(values, 72, 16)) {
        expect(bar.y).toBeGreaterThanOrEqual(0)
        expect(bar.y + bar.height).toBeCloseTo(16)
        expect(bar.x + bar.width).toBeLessThanOrEqual(72)
      }
    }),
  )
})

test('heat: nothing is 0, something is at least 1, the top is 4', () => {
  expect(heatLevel(0, 100)).toBe(0)
  expect(heatLevel(1, 100_000)).toBe(1)
  expect(heatLevel(100_000, 100_000)).toBe(4)
})

test('shares add up to 100 and hide nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 7 }), (parts) => {
      const got = shares(parts)
      const any = parts.some((part) => part > 0)
      expect(got.reduce((sum, part) => sum + part, 0)).toBe(any ? 100 : 0)
      for (const [index, part] of parts.entries()) if (part > 0) expect(got[index]).toBeGreaterThanOrEqual(1)
    }),
  )
})
