/** The table of roles as the walk asks it: what the roles of one caller may do. */
import type { Action, Role } from '@varde/contract'
import { roleTable } from '../../src/access/roles.ts'

export type { Rule } from '../../src/platform/app.ts'

const table = new Map(roleTable().actions.map(({ action, roles }) => [action, roles]))

export function actionsOf(roles: readonly Role[]): Action[] {
  return [...table].filter(([, allowed]) => roles.some((role) => allowed.includes(role))).map(([action]) => action)
}
