import { expect, test } from 'vitest'
import { compact, innerPath, orgnr, text, word } from './search-params.ts'

test('only allowed words pass', () => {
  expect(word('high', ['high', 'low'])).toBe('high')
  expect(word('HIGH', ['high', 'low'])).toBeUndefined()
})

test('an orgnr survives being read as a number by the router', () => {
  expect(orgnr(999000123)).toBe('999000123')
  expect(orgnr('12')).toBeUndefined()
})

test('a return path stays on this site', () => {
  expect(innerPath('/triage?severity=high')).toBe('/triage?severity=high')
  expect(innerPath('//evil.example')).toBeUndefined()
  expect(innerPath('/\\evil.example')).toBeUndefined()
  expect(innerPath('https://evil.example')).toBeUndefined()
  expect(innerPath('/sign-in')).toBeUndefined()
})

test('empty text and undefined fields leave no trace in the address', () => {
  expect(text('  ')).toBeUndefined()
  expect(compact({ q: undefined, state: 'queued' })).toEqual({ state: 'queued' })
})
