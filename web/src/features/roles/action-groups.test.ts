import { expect, test } from 'vitest'
import { grouped } from './action-groups.ts'

test('rows keep their order within a group, and an empty group is left out', () => {
  const row = (action: Parameters<typeof grouped>[0][number]['action']) => ({ action, roles: [] })
  const groups = grouped([row('keys.read'), row('warnings.send'), row('people.read'), row('warnings.read')])
  expect(groups.map(({ group, rows }) => [group, rows.map(({ action }) => action)])).toEqual([
    ['warning', ['warnings.send', 'warnings.read']],
    ['access', ['keys.read', 'people.read']],
  ])
})
