import { expect, test } from 'vitest'
import { parseSettings } from './settings.ts'

test('nothing stored gives bokmål, the system’s theme and single keys on', () => {
  expect(parseSettings(null)).toEqual({ theme: 'auto', language: 'nb', singleKeys: true })
})

test('broken or foreign values fall back one by one', () => {
  expect(parseSettings('{')).toEqual({ theme: 'auto', language: 'nb', singleKeys: true })
  expect(parseSettings('{"theme":"pink","language":"nn","singleKeys":false}')).toEqual({
    theme: 'auto',
    language: 'nn',
    singleKeys: false,
  })
})
