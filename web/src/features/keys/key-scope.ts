/** What a key may do, as its scope says. Pure. */
import type { Key, Me } from '../../api/types.ts'

export const scopeKinds = ['analyst', 'admin', 'auditor', 'member', 'blocklist', 'partner'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** Scopes that name whom they are for: `member:999000017`. */
const named: readonly ScopeKind[] = ['member', 'blocklist', 'partner']
/** Scopes that are for one member. */
export const ofMember = (kind: ScopeKind): boolean => kind === 'member' || kind === 'blocklist'

/** Takes a scope apart; null where it is of a kind that this version does not know. */
export function readScope(scope: string): { kind: ScopeKind; name: string } | null {
  const [word, name = ''] = scope.split(/:(.*)/s)
  const kind = scopeKinds.find((one) => one === word)
  return kind ? { kind, name } : null
}

export function writeScope(kind: ScopeKind, name: string): string {
  return named.includes(kind) ? `${kind}:${name.trim()}` : kind
}

type Maker = Pick<Me, 'roles' | 'actions'>

/** What somebody may give a key: never more than they have. The server decides again. */
export function issuableKinds({ roles, actions }: Maker): ScopeKind[] {
  if (roles.some(({ role }) => role === 'admin')) return [...scopeKinds]
  // Only an administrator makes administrators, and says whom the constituency shares with.
  const may: Record<ScopeKind, boolean> = {
    analyst: actions.includes('detections.triage'),
    admin: false,
    auditor: actions.includes('audit.read'),
    member: true,
    blocklist: true,
    partner: false,
  }
  return actions.includes('keys.write') ? scopeKinds.filter((kind) => may[kind]) : []
}

/** The members that a key may be made for; null is any. */
export function issuableMembers({ roles }: Pick<Me, 'roles'>): string[] | null {
  if (roles.some(({ role, member }) => member === null && role !== 'partner')) return null
  const own = roles.flatMap(({ role, member }) => (role === 'member_admin' && member !== null ? [member] : []))
  return [...new Set(own)].sort()
}

/** A key that ends within this is shown as ending soon, so that it is rotated in time. */
const soonMilliseconds = 14 * 24 * 60 * 60_000

export type Standing = Key['state'] | 'ending'

export function standingOf(key: Pick<Key, 'state' | 'expires_at'>, now: number): Standing {
  if (key.state !== 'live' || key.expires_at === null) return key.state
  return Date.parse(key.expires_at) - now < soonMilliseconds ? 'ending' : 'live'
}

/** Networks as they are typed: one a line, or with commas or spaces between. */
export function readNetworks(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter((one) => one !== '')
}
