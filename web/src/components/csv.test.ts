import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText, neutralise } from './csv.ts'

test('no cell starts as a formula', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff20'),
      fc.string(),
      (sign, rest) => {
        expect(neutralise(sign + rest)).toBe(`'${sign}${rest}`)
      },
    ),
  )
})

test('ordinary text stays as it is', () => {
  expect(neutralise('Fjordvik kommune')).toBe('Fjordvik kommune')
})

test('commas, quotes and new lines are quoted, null is empty', () => {
  expect(
    csvText(
      ['a', 'b'],
      [
        ['x,"y"', null],
        ['two\nlines', 3],
      ],
    ),
  ).toBe('\uFEFFa,b\r\n"x,""y""",\r\n"two\nlines",3\r\n')
})

test('a formula behind a quote is still neutralised', () => {
  expect(csvText(['a'], [['=1,2']])).toBe('\uFEFFa\r\n"\'=1,2"\r\n')
})
