/** What becomes of a key: a new secret takes over, its networks change, it ends. */
import { type Selectable, sql } from 'kysely'
import { type Db, hashSecret, newId, newSecret, Problem, type Tables } from '../../platform/index.ts'
import type { Note } from '../audit/audit.store.ts'
import { keyProblems } from './key.problems.ts'
import { insertKey, kindOfScope, type MadeKey, said, seenIn } from './key.store.ts'
import { endOfSuccessor, type KeyView, stateOfKey } from './key.ts'

type Row = Selectable<Tables['api_key']>
/** When a key is turned over, and for how many hours the old secret goes on beside the new; 0 ends it at once. */
export type Overlap = { overlapHours: number; now: Date }
export type Secret = { id: string; secret: string; expires_at: Date | null }

const hourMilliseconds = 60 * 60 * 1000

/**
 * In a transaction: makes a key like this one with a new secret, and lets those before it end. A sensor's earlier tokens
 * end together, so that after an overlap of 0 hours only the new one opens.
 */
export async function succeedKey(trx: Db, key: Row, { overlapHours, now }: Overlap): Promise<Secret> {
  const { name, scope, networks, orgnr, sensor_id, created_by } = key
  const id = newId()
  const secret = newSecret(sensor_id === null ? 'key' : 'sensor')
  const expires_at = endOfSuccessor(key, now)
  const until = new Date(now.getTime() + overlapHours * hourMilliseconds)
  await trx
    .updateTable('api_key')
    // `least` passes over null: a key without an end gets this one.
    .set(overlapHours === 0 ? { revoked_at: now } : { expires_at: sql<Date>`least(expires_at, ${until}::timestamptz)` })
    .where(sensor_id === null ? sql<boolean>`id = ${key.id}` : sql<boolean>`sensor_id = ${sensor_id}`)
    .where('revoked_at', 'is', null)
    .execute()
  await insertKey(trx, {
    id,
    name,
    scope,
    secret_hash: hashSecret(secret),
    networks,
    orgnr,
    sensor_id,
    created_by,
    expires_at,
    created_at: now,
    rotated_from: key.id,
  })
  return { id, secret, expires_at }
}

/** The key as it stands, held until the transaction ends; null where the view holds none with this id. */
async function holdKey(trx: Db, view: KeyView, id: string): Promise<Row | null> {
  const key = await trx.selectFrom('api_key').selectAll().where('id', '=', id).where(seenIn(view)).forUpdate()
  return (await key.executeTakeFirst()) ?? null
}

/**
 * Makes a key's successor.
 * @param mayHold whether the caller may be told a secret with this scope
 * @returns null where the view holds no such key
 * @throws Problem key_ended, key_beyond_you
 */
export async function rotateKey(
  db: Db,
  view: KeyView,
  id: string,
  { mayHold, note, ...overlap }: Overlap & { mayHold: (scope: string) => boolean; note: Note },
): Promise<MadeKey | null> {
  return db.transaction().execute(async (trx) => {
    const key = await holdKey(trx, view, id)
    if (key === null) return null
    if (!mayHold(key.scope)) throw beyond(key.scope)
    if (stateOfKey(key, overlap.now) !== 'live') {
      throw new Problem(keyProblems.ended, 'It opens nothing any more. Make a new key instead.')
    }
    const made = await succeedKey(trx, key, overlap)
    const { orgnr: member, name, scope } = key
    const expires_at = said(made.expires_at)
    await note(trx, [
      {
        act: 'key.rotated',
        object: { kind: 'key', id },
        member,
        details: { successor: made.id, overlap_hours: overlap.overlapHours },
      },
      {
        act: 'key.made',
        object: { kind: 'key', id: made.id },
        member,
        details: { scope: kindOfScope(scope), networks: key.networks.length, expires_at, rotated_from: id },
      },
    ])
    return { id: made.id, name, scope, key: made.secret, expires_at: made.expires_at }
  })
}

/** What a caller is told who would get more from a key than they can do. */
export function beyond(scope: string): Problem {
  return new Problem(keyProblems.beyondYou, `You cannot do all that the scope ${scope} can. Ask an administrator.`)
}

/** Ends a key at once; once more changes nothing. @returns whether the view holds such a key */
export async function revokeKey(db: Db, view: KeyView, id: string, now: Date, note: Note): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const key = await holdKey(trx, view, id)
    if (key !== null && key.revoked_at === null) {
      await trx.updateTable('api_key').set({ revoked_at: now }).where('id', '=', id).execute()
      await note(trx, { act: 'key.revoked', object: { kind: 'key', id }, member: key.orgnr })
    }
    return key !== null
  })
}

/**
 * Pins a key to these networks alone; none of them: it is used from anywhere.
 * @returns whether the view holds such a key
 * @throws Problem key_beyond_you, since whoever moves the pins of a key decides where it opens
 */
export async function pinKey(
  db: Db,
  view: KeyView,
  id: string,
  { networks, mayHold, note }: { networks: readonly string[]; mayHold: (scope: string) => boolean; note: Note },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const key = await holdKey(trx, view, id)
    if (key === null) return false
    if (!mayHold(key.scope)) throw beyond(key.scope)
    await trx
      .updateTable('api_key')
      .set({ networks: [...networks] })
      .where('id', '=', id)
      .execute()
    const details = { networks: networks.length }
    await note(trx, { act: 'key.changed', object: { kind: 'key', id }, member: key.orgnr, details })
    return true
  })
}
