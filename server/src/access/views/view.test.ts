import { expect, it } from 'vitest'
import { viewName, viewSearch } from './view.ts'

it('is the same in whatever order its filters were chosen, and holds nothing of what is open', () => {
  expect(viewSearch('?severity=high&open=0190&assigned=me')).toBe('assigned=me&severity=high')
  expect(viewSearch('assigned=me&cursor=abc&severity=high')).toBe(viewSearch('severity=high&assigned=me'))
  expect(viewSearch('open=0190')).toBe('')
  expect(viewSearch('q=10.0.0.0%2F8+vpn')).toBe('q=10.0.0.0%2F8+vpn')
})

it('has a name on one line', () => {
  expect(viewName('  Mine\n kritiske\u0007 ')).toBe('Mine kritiske')
  expect(viewName('\n\t ')).toBe('')
})
