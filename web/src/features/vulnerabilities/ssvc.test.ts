import { expect, test } from 'vitest'
import { outcomeOf } from './ssvc.ts'

const tree = {
  name: 'deployer' as const,
  version: '1',
  reference: '',
  points: [
    { name: 'a', values: ['x', 'y'] },
    { name: 'b', values: ['p', 'q', 'r'] },
  ],
  outcomes: ['defer', 'defer', 'scheduled', 'scheduled', 'out_of_cycle', 'immediate'] as const as never,
}

test('the last point changes first', () => {
  expect(outcomeOf(tree, { a: 'x', b: 'r' })).toBe('scheduled')
  expect(outcomeOf(tree, { a: 'y', b: 'q' })).toBe('out_of_cycle')
})

test('nothing is decided before all is answered', () => {
  expect(outcomeOf(tree, { a: 'x' })).toBeNull()
  expect(outcomeOf(tree, { a: 'x', b: 'z' })).toBeNull()
})
