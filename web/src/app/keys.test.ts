import { expect, test } from 'vitest'
import { bindings, commandFor, type KeyCommand, keyCommands, type Press } from './keys.ts'

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrl: false,
  alt: false,
  typing: false,
  onControl: false,
  ...more,
})

test('every command has a key to show in the help', () => {
  for (const command of keyCommands) expect(bindings[command].shown).not.toBe('')
})

test('letters count in either case', () => {
  expect(commandFor(press('J'), ['next'], true)).toBe('next')
})

test('letters are text while the reader writes', () => {
  expect(commandFor(press('w', { typing: true }), ['warn'], true)).toBeNull()
})

test('with single keys off, Ctrl+K still opens the palette', () => {
  const listening: KeyCommand[] = ['palette', 'previous']
  expect(commandFor(press('k'), listening, false)).toBeNull()
  expect(commandFor(press('k', { ctrl: true }), listening, false)).toBe('palette')
  expect(commandFor(press('k', { ctrl: true, typing: true }), listening, false)).toBe('palette')
})

test('Enter on a link or button stays the link’s own', () => {
  expect(commandFor(press('Enter', { onControl: true }), ['open'], true)).toBeNull()
  expect(commandFor(press('Enter'), ['open'], true)).toBe('open')
})

test('a page only gets what it listens for, the first listed winning', () => {
  expect(commandFor(press('3'), ['dismiss', 'tile'], true)).toBe('dismiss')
  expect(commandFor(press('3'), ['tile'], true)).toBe('tile')
  expect(commandFor(press('x'), ['tile'], true)).toBeNull()
})
