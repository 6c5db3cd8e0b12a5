import type { Action } from '../api/types.ts'
import type { IconName } from '../components/icon.tsx'

type PageOf = { id: string; to: string; icon: IconName; action: Action }

/** The pages of the rail, in its order, and what a reader must be allowed for each. */
const railPages = [
  { id: 'now', to: '/now', icon: 'now', action: 'overview.read' },
  { id: 'triage', to: '/triage', icon: 'triage', action: 'detections.read' },
  { id: 'correlation', to: '/correlation', icon: 'correlation', action: 'detections.read' },
  { id: 'warnings', to: '/warnings', icon: 'warnings', action: 'warnings.read' },
  { id: 'vulnerabilities', to: '/vulnerabilities', icon: 'vulnerabilities', action: 'vulnerabilities.read' },
  { id: 'policy', to: '/policy', icon: 'policy', action: 'policy.read' },
  { id: 'members', to: '/members', icon: 'members', action: 'members.read' },
  { id: 'sensors', to: '/sensors', icon: 'sensors', action: 'sensors.read' },
  { id: 'events', to: '/events', icon: 'events', action: 'events.read' },
  { id: 'indicators', to: '/indicators', icon: 'indicators', action: 'indicators.read' },
  { id: 'hunt', to: '/hunt', icon: 'hunt', action: 'events.read' },
] as const satisfies readonly PageOf[]

/** What is known, what the team says of it, and where it all comes from: one entry of the rail, with tabs between them. */
const vulnerabilityPages = [
  { id: 'vulnerabilities', to: '/vulnerabilities', icon: 'vulnerabilities', action: 'vulnerabilities.read' },
  { id: 'follow-up', to: '/vulnerabilities/follow-up', icon: 'warnings', action: 'vulnerabilities.read' },
  { id: 'advisories', to: '/advisories', icon: 'vulnerabilities', action: 'advisories.read' },
  { id: 'measures', to: '/measures', icon: 'check', action: 'advisories.read' },
  { id: 'products', to: '/products', icon: 'table', action: 'inventory.read' },
  { id: 'csaf', to: '/csaf', icon: 'log', action: 'feeds.read' },
  { id: 'feeds', to: '/feeds', icon: 'download', action: 'feeds.read' },
] as const satisfies readonly PageOf[]

/** A member's own pages; with them, those of the team's that are for a member's people too. */
const portalPages = [
  { id: 'portal', to: '/portal', icon: 'now', action: 'portal.use' },
  { id: 'portal-warnings', to: '/portal/warnings', icon: 'warnings', action: 'portal.use' },
  { id: 'portal-vulnerabilities', to: '/portal/vulnerabilities', icon: 'vulnerabilities', action: 'portal.use' },
  { id: 'portal-sensors', to: '/portal/sensors', icon: 'sensors', action: 'portal.use' },
  { id: 'portal-products', to: '/portal/products', icon: 'table', action: 'portal.use' },
  { id: 'portal-details', to: '/portal/details', icon: 'members', action: 'portal.use' },
  { id: 'portal-choices', to: '/portal/choices', icon: 'send', action: 'portal.use' },
] as const satisfies readonly PageOf[]
const alsoMembers: readonly string[] = ['advisories', 'measures', 'events']

/** Who may come in, and what was done and is kept: one entry of the rail, with tabs between them. */
const accessPages = [
  { id: 'people', to: '/people', icon: 'people', action: 'people.read' },
  { id: 'keys', to: '/keys', icon: 'key', action: 'keys.read' },
  { id: 'roles', to: '/roles', icon: 'table', action: 'roles.read' },
  { id: 'audit', to: '/audit', icon: 'log', action: 'audit.read' },
  { id: 'protection', to: '/protection', icon: 'keep', action: 'retention.read' },
] as const satisfies readonly PageOf[]

/** Everybody's own; reached from the menu with their name, not from the rail. */
export const accountPage = { id: 'account', to: '/account', icon: 'person' } as const

export type VulnerabilityPage = (typeof vulnerabilityPages)[number]
export type RailPage = (typeof railPages)[number] | (typeof portalPages)[number] | VulnerabilityPage
export type AccessPage = (typeof accessPages)[number]

export function railPagesFor(actions: readonly Action[]): RailPage[] {
  const pages = railPages.filter((page) => actions.includes(page.action))
  if (!actions.includes('portal.use')) return pages
  // Whoever is of the team too keeps the team's pages before them.
  return actions.includes('overview.read')
    ? [...pages, ...portalPages]
    : [...portalPages, ...[...vulnerabilityPagesFor(actions), ...pages].filter(({ id }) => alsoMembers.includes(id))]
}

/** The tabs of the rail's entry; a member's people come to theirs by the rail itself. */
export function vulnerabilityPagesFor(actions: readonly Action[]): VulnerabilityPage[] {
  const pages = vulnerabilityPages.filter((page) => actions.includes(page.action))
  return actions.includes('overview.read') ? pages : pages.filter(({ id }) => alsoMembers.includes(id))
}

export function accessPagesFor(actions: readonly Action[]): AccessPage[] {
  return accessPages.filter((page) => actions.includes(page.action))
}

/** Every page that the reader may open. */
export function pagesFor(actions: readonly Action[]): (RailPage | AccessPage)[] {
  const rail = railPagesFor(actions)
  const tabs = vulnerabilityPagesFor(actions).filter(({ id }) => !rail.some((page) => page.id === id))
  return [...rail, ...tabs, ...accessPagesFor(actions)]
}
