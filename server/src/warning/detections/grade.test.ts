import { expect, it } from 'vitest'
import { credibilityOf, leastConfidence } from './grade.ts'

it('reads the digit from the confidence, by the table of STIX 2.1', () => {
  expect([100, 80, 79, 60, 59, 40, 39, 20, 19, 0, null].map(credibilityOf)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6])
  expect([1, 2, 3, 4, 5].map(leastConfidence)).toEqual([80, 60, 40, 20, 0])
})
