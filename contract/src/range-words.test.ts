import { expect, it } from 'vitest'
import { rangeWords } from './range-words.ts'

it.each([
  ['>=4.0|<4.3.1', 'fra 4.0, før 4.3.1'],
  ['<4.3.1', 'før 4.3.1'],
  ['>=4.0', 'fra 4.0'],
  ['>4.0|<=4.3', 'etter 4.0, til og med 4.3'],
  ['4.1', '4.1'],
  ['4.1|4.2', '4.1 eller 4.2'],
  ['>=1|<2|>=3|<4', 'fra 1, før 2 eller fra 3, før 4'],
  ['<2|>=3', 'før 2 eller fra 3'],
  ['<2|<3', 'før 2 eller før 3'],
  ['vers:deb/>=1.2|<1.4', 'fra 1.2, før 1.4'],
  // What cannot be said in these words stays as it was written.
  ['all versions before the March update', 'all versions before the March update'],
  ['>=1.0|!=1.4|<2', '>=1.0|!=1.4|<2'],
  ['*', '*'],
  ['', ''],
  ['>=', '>='],
])('says %j as %j', (range, said) => {
  expect(rangeWords(range, 'nb')).toBe(said)
})

it('says it in each language', () => {
  expect(rangeWords('>=4.0|<=4.3', 'nn')).toBe('frå 4.0, til og med 4.3')
  expect(rangeWords('>=4.0|<=4.3', 'en')).toBe('from 4.0, up to and including 4.3')
})
