import { defaultStringifySearch } from '@tanstack/react-router'
import { expect, test } from 'vitest'
import type { SavedView } from '../../api/types.ts'
import { linkOf, placeOf, shownView, viewSearch } from './view-address.ts'

const view = (search: string, more: Partial<SavedView> = {}): SavedView => ({
  id: search,
  page: 'triage',
  name: search,
  search,
  shared: false,
  mine: true,
  by: 'Kari',
  start: false,
  updated_at: '2026-11-27T03:00:00.000Z',
  ...more,
})

test('what is open is no part of a view, nor the order of its filters', () => {
  expect(viewSearch('?severity=high&open=0190&assigned=me')).toBe('assigned=me&severity=high')
  expect(viewSearch('?open=0190')).toBe('')
})

test('an address that was kept is the same address when it is opened', () => {
  // Digits alone are quoted by the router, lest they become a number.
  for (const search of [{ q: '10.0.0.0/8 vpn & mer' }, { member: '974760673', q: '%20+' }, { part: 'overdue' }]) {
    const kept = viewSearch(defaultStringifySearch(search))
    expect(placeOf(view(kept))).toEqual({ to: '/triage', search })
  }
  expect(linkOf(view('q=a+b', { page: 'hunt' }), 'https://varde.example')).toBe('https://varde.example/hunt?q=a+b')
  expect(linkOf(view(''), 'https://varde.example')).toBe('https://varde.example/triage')
})

test('the address shows the first view that says the same', () => {
  const views = [view('severity=high'), view('severity=high', { id: 'other', mine: false }), view('')]
  expect(shownView(views, 'severity=high')?.id).toBe('severity=high')
  expect(shownView(views, '')?.name).toBe('')
  expect(shownView(views, 'q=x')).toBeUndefined()
})
