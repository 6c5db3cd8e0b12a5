/** Rules of keys: when one is refused, when it ends, who may make which, and who sees which. */
import type { Action, KeyRefusal, KeyState, RoleAt } from '@varde/contract'
import type { Reading } from '../../platform/index.ts'
import type { Principal } from '../principal.ts'
import { actionsOf, inScope, type Scope, scopeFor } from '../roles.ts'
import { memberOfScope, rolesOfScope } from './key-scope.ts'
import { isWithin } from './network-pin.ts'

const dayMilliseconds = 24 * 60 * 60 * 1000
/** How long a key lasts that is made in the web without a word about it, and at most. */
const usualDays = 90
const mostDays = 366

type Ends = { expires_at: Date | null; revoked_at: Date | null }

export function stateOfKey({ expires_at, revoked_at }: Ends, now: Date): KeyState {
  if (revoked_at !== null) return 'revoked'
  return expires_at !== null && expires_at <= now ? 'expired' : 'live'
}

/** Why a key does not open for this caller; null where it does. An ended key says so first. */
export function refusalOf(
  key: Ends & { networks: readonly string[] },
  { address, now }: { address: string | null; now: Date },
): Exclude<KeyRefusal, 'certificate'> | null {
  const state = stateOfKey(key, now)
  if (state !== 'live') return state
  return isWithin(address, key.networks) ? null : 'network'
}

/** The end of a key made in the web: as asked, at most a year ahead; else 90 days ahead. */
export function readEnd(asked: string | undefined, now: Date): Reading<Date> {
  if (asked === undefined) return { value: new Date(now.getTime() + usualDays * dayMilliseconds) }
  const end = new Date(asked)
  const latest = new Date(now.getTime() + mostDays * dayMilliseconds)
  if (end <= now) return { fault: `${asked} has passed. Write a time to come, at the latest ${latest.toISOString()}.` }
  if (end > latest) {
    return { fault: `A key made here lasts at most ${mostDays} days. Write at the latest ${latest.toISOString()}.` }
  }
  return { value: end }
}

/** The end of a key that takes over from another now: it lasts as long as that one was made to. */
export function endOfSuccessor(key: { created_at: Date; expires_at: Date | null }, now: Date): Date | null {
  if (key.expires_at === null) return null
  return new Date(now.getTime() + key.expires_at.getTime() - key.created_at.getTime())
}

/**
 * Whether somebody with these roles may hold the secret of a key with this scope: never one that could do more than they
 * can themselves.
 */
export function mayIssue(roles: readonly RoleAt[], scope: string): boolean {
  const asked = rolesOfScope(scope)
  if (asked === null) return false
  if (roles.some(({ role }) => role === 'admin')) return true
  const own = actionsOf(roles)
  if (!own.includes('keys.write')) return false
  const member = memberOfScope(scope)
  if (member !== null && !inScope(scopeFor(roles, 'keys.write'), member)) return false
  // Only an administrator makes administrators, and says whom the constituency shares with.
  if (asked.some(({ role }) => role === 'admin' || role === 'partner')) return false
  return actionsOf(asked).every((action) => {
    const held = own.includes(action) ? action : (onBehalf[action] ?? action)
    return own.includes(held) && covers(scopeFor(roles, held), scopeFor(asked, action))
  })
}

/** What the team does for a member by an action of its own: answers are taken on the telephone, and written down. */
const onBehalf: Partial<Record<Action, Action>> = { 'portal.use': 'warnings.chase' }

function covers(own: Scope, asked: Scope): boolean {
  return own === 'all' || (asked !== 'all' && asked.every((member) => own.includes(member)))
}

/** The keys that somebody sees, or may end: all; else what they made themselves and what is their members'. */
export type KeyView = 'all' | { madeBy: string | null; members: readonly string[] }

const seesAllKeys = {
  'keys.read': ['admin', 'team_leader', 'auditor'],
  'keys.write': ['admin', 'team_leader'],
} as const

export function keyView(
  { kind, id, roles }: Pick<Principal, 'kind' | 'id' | 'roles'>,
  action: keyof typeof seesAllKeys,
): KeyView {
  const all: readonly string[] = seesAllKeys[action]
  if (roles.some(({ role }) => all.includes(role))) return 'all'
  const members = scopeFor(
    roles.filter(({ member }) => member !== null),
    action,
  )
  return { madeBy: kind === 'person' ? id : null, members: members === 'all' ? [] : members }
}
