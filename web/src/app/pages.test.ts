import { expect, it } from 'vitest'
import type { Action } from '../api/types.ts'
import { pagesFor, railPagesFor, vulnerabilityPagesFor } from './pages.ts'

const ids = (pages: readonly { id: string }[]) => pages.map(({ id }) => id)
const member: Action[] = [
  'portal.use',
  'vulnerabilities.read',
  'advisories.read',
  'inventory.read',
  'events.read',
  'members.read',
]
const team: Action[] = ['overview.read', 'vulnerabilities.read', 'advisories.read', 'inventory.read', 'feeds.read']

it('gives the team one entry for vulnerabilities, with tabs between its pages, and finds each of them once', () => {
  expect(ids(railPagesFor(team))).toEqual(['now', 'vulnerabilities'])
  expect(ids(vulnerabilityPagesFor(team))).toEqual([
    'vulnerabilities',
    'follow-up',
    'advisories',
    'measures',
    'products',
    'csaf',
    'feeds',
  ])
  expect(ids(pagesFor(team))).toEqual([
    'now',
    'vulnerabilities',
    'follow-up',
    'advisories',
    'measures',
    'products',
    'csaf',
    'feeds',
  ])
})

it('gives a member’s people their own products and the advisories, and no tabs to the team’s pages', () => {
  const rail = ids(railPagesFor(member))
  expect(rail).toEqual(
    expect.arrayContaining(['portal-vulnerabilities', 'portal-products', 'advisories', 'measures', 'events']),
  )
  expect(rail).not.toContain('vulnerabilities')
  expect(ids(vulnerabilityPagesFor(member))).toEqual(['advisories', 'measures'])
  expect(ids(pagesFor(member))).toEqual(rail)
})
