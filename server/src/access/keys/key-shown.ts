/** Keys in the shapes of the API. */
import type { Key, KeyMade } from '@varde/contract'
import type { Static } from 'typebox'
import type { KeyRow, MadeKey } from './key.store.ts'
import { stateOfKey } from './key.ts'

export function shownKey(row: KeyRow, now: Date): Key {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    state: stateOfKey(row, now),
    networks: row.networks,
    created_at: row.created_at.toISOString(),
    created_by: row.creator,
    expires_at: row.expires_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    last_used_from: row.last_used_from,
    failures: row.failures,
    last_failure_at: row.last_failure_at?.toISOString() ?? null,
    last_failure_from: row.last_failure_from,
    last_failure_reason: row.last_failure_reason,
  }
}

/** With the key itself, this once. */
export function shownOnce({ expires_at, ...made }: MadeKey): Static<typeof KeyMade> {
  return { ...made, expires_at: expires_at?.toISOString() ?? null }
}
