import { expect, it } from 'vitest'
import { keyWords } from './key-words.ts'

it.each([
  ['name:north wind/gate pro', 'north wind · gate pro'],
  ['cpe:north_wind:gate_pro\\!', 'north wind · gate pro!'],
  ['purl:npm/@north/gate', 'npm/@north/gate'],
  ['bare:gate', 'gate'],
  ['nothing that is known', 'nothing that is known'],
])('%s is read as %s', (key, words) => expect(keyWords(key)).toBe(words))
