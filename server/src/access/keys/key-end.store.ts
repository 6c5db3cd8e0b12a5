/** A key that acts for the team does so on its maker's behalf: it ends when they may not make it any more. */
import type { RoleAt } from '@varde/contract'
import type { Db } from '../../platform/index.ts'
import type { Entry } from '../audit/audit.ts'
import { mayIssue } from './key.ts'
import { actsForTeam } from './key-scope.ts'

/**
 * Ends the team's keys that a person made and may not make with the roles they have left. Members' and partners' keys
 * stay: they belong to whom their scope names.
 * @returns what the log is to say of it
 */
export async function endKeysBeyond(trx: Db, person: string, left: readonly RoleAt[], now: Date): Promise<Entry[]> {
  const made = await trx
    .selectFrom('api_key')
    .select(['id', 'scope'])
    .where('created_by', '=', person)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .forUpdate()
    .execute()
  const ended = made.filter(({ scope }) => actsForTeam(scope) && !mayIssue(left, scope)).map(({ id }) => id)
  if (ended.length === 0) return []
  await trx.updateTable('api_key').set({ revoked_at: now }).where('id', 'in', ended).execute()
  return ended.map((id) => ({ act: 'key.revoked', object: { kind: 'key', id }, details: { reason: 'maker' } }))
}
