import { expect, it } from 'vitest'
import { type Change, overTime } from './over-time.ts'

const counts = (silent: number, untold: number, answered: number) => ({ silent, untold, answered })
const change = (orgnr: string, standing: Change['standing'], week: number, by: number): Change => ({
  orgnr,
  standing,
  week,
  change: by,
})

it.each<[string, Change[], [members: ReturnType<typeof counts>, pairs: ReturnType<typeof counts>][]]>([
  [
    'nothing',
    [],
    [
      [counts(0, 0, 0), counts(0, 0, 0)],
      [counts(0, 0, 0), counts(0, 0, 0)],
    ],
  ],
  [
    'what was before stays until it changes',
    [change('one', 'untold', 0, 2)],
    [
      [counts(0, 1, 0), counts(0, 2, 0)],
      [counts(0, 1, 0), counts(0, 2, 0)],
    ],
  ],
  [
    'told, and silent of one of two',
    [change('one', 'untold', 0, 2), change('one', 'untold', 1, -2), change('one', 'silent', 1, 1)].concat(
      change('one', 'answered', 1, 1),
    ),
    [
      [counts(0, 1, 0), counts(0, 2, 0)],
      [counts(1, 0, 0), counts(1, 0, 1)],
    ],
  ],
  [
    'two members, of whom one mends it all',
    [change('one', 'silent', 0, 1), change('two', 'answered', 0, 3), change('two', 'answered', 1, -3)],
    [
      [counts(1, 0, 1), counts(1, 0, 3)],
      [counts(1, 0, 0), counts(1, 0, 0)],
    ],
  ],
])('%s', (_, changes, weeks) => {
  expect(overTime(changes, 2)).toEqual(weeks.map(([members, pairs]) => ({ members, pairs })))
})
