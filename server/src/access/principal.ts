/** Who is calling: a person with a session, or a machine with a key. */
import type { Action, Language, RoleAt } from '@varde/contract'
import { actionsOf, type Scope, scopeFor } from './roles.ts'

export type Principal = {
  kind: 'person' | 'key'
  id: string
  name: string
  email: string | null
  language: Language
  roles: readonly RoleAt[]
  /** A person without a passkey or a second factor may only choose one. */
  enrolled: boolean
}

export function may(principal: Principal, action: Action): boolean {
  return principal.enrolled && actionsOf(principal.roles).includes(action)
}

/** The members whose objects this caller may touch with an action. */
export function scopeOf(principal: Principal, action: Action): Scope {
  return scopeFor(principal.roles, action)
}
