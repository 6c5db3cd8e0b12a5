/** Keys as they are kept and listed. Only the hash of a secret is here. */
import type { KeyState } from '@varde/contract'
import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely'
import { type Db, hashSecret, newId, newSecret, Problem, type Tables } from '../../platform/index.ts'
import type { Note } from '../audit/audit.store.ts'
import { keyProblems } from './key.problems.ts'
import type { KeyView } from './key.ts'
import { memberOfScope } from './key-scope.ts'

/** Puts a key in the table. Its member is the sensor's, or the one that its scope names, where that is served. */
export async function insertKey(db: Db, key: Insertable<Tables['api_key']>): Promise<void> {
  const orgnr = memberOfScope(key.scope)
  await db
    .insertInto('api_key')
    .values((eb) => ({
      ...key,
      orgnr: key.orgnr ?? eb.selectFrom('member').select('orgnr').where('orgnr', '=', orgnr),
    }))
    .execute()
}

export type KeyDraft = {
  name: string
  /** One that `rolesOfScope` reads. */
  scope: string
  networks: readonly string[]
  expires_at: Date | null
  /** Null for one made on the command line, or with a key. */
  created_by: string | null
}
export type MadeKey = { id: string; name: string; scope: string; key: string; expires_at: Date | null }

/**
 * Makes a key. The key itself is in the answer and nowhere else.
 * @throws Problem key_name_empty, key_scope_unknown where the scope's member is not served
 */
export async function makeKey(db: Db, draft: KeyDraft, now: Date, note: Note): Promise<MadeKey> {
  const { scope, networks, expires_at, created_by } = draft
  const name = draft.name.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (name === '') throw new Problem(keyProblems.nameEmpty, 'Write what it is for, e.g. ticket system.')
  const id = newId()
  const key = newSecret('key')
  await db.transaction().execute(async (trx) => {
    const member = memberOfScope(scope)
    if (member !== null) await refuseStranger(trx, member)
    const secret_hash = hashSecret(key)
    await insertKey(trx, {
      id,
      name,
      scope,
      secret_hash,
      networks: [...networks],
      expires_at,
      created_by,
      created_at: now,
    })
    const details = { scope: kindOfScope(scope), networks: networks.length, expires_at: said(expires_at) }
    await note(trx, { act: 'key.made', object: { kind: 'key', id }, member, details })
  })
  return { id, name, scope, key, expires_at }
}

async function refuseStranger(db: Db, member: string): Promise<void> {
  const known = await db.selectFrom('member').select('orgnr').where('orgnr', '=', member).executeTakeFirst()
  if (!known) throw new Problem(keyProblems.scopeUnknown, `No member has the organisation number ${member}.`)
}

/** A scope for the log: a partner's name stays out of it. */
export function kindOfScope(scope: string): string {
  return scope.split(':')[0] ?? scope
}

export function said(moment: Date | null): string | null {
  return moment?.toISOString() ?? null
}

export type KeyRow = Omit<Selectable<Tables['api_key']>, 'secret_hash' | 'orgnr' | 'sensor_id' | 'rotated_from'> & {
  creator: string | null
}
export type KeyFilter = {
  view: KeyView
  /** Only those that this person made. */
  madeBy?: string | null
  state?: KeyState | undefined
  now: Date
  /** Of the last key on the page before. */
  before: string | null
  limit: number
}

/** Keys of programs, the newest first; one more than `limit` where there are more. */
export async function listKeys(db: Db, { view, madeBy, state, now, before, limit }: KeyFilter): Promise<KeyRow[]> {
  return (
    db
      .selectFrom('api_key')
      // Shut off for whoever may not see the person: then the name is not shown.
      .leftJoin('person', 'person.id', 'api_key.created_by')
      .select([
        'api_key.id',
        'api_key.name',
        'api_key.scope',
        'api_key.networks',
        'api_key.created_at',
        'api_key.created_by',
        'api_key.expires_at',
        'api_key.revoked_at',
        'api_key.last_used_at',
        'api_key.last_used_from',
        'api_key.failures',
        'api_key.last_failure_at',
        'api_key.last_failure_from',
        'api_key.last_failure_reason',
        'person.name as creator',
      ])
      .where(seenIn(view))
      .$if(madeBy !== undefined, (query) => query.where(sql<boolean>`api_key.created_by = ${madeBy}::uuid`))
      .$if(state !== undefined, (query) => query.where(isIn(state as KeyState, now)))
      .$if(before !== null, (query) => query.where('api_key.id', '<', before))
      .orderBy('api_key.id', 'desc')
      .limit(limit + 1)
      .execute()
  )
}

/** Which keys a view holds: never a sensor's token, which is shown with its sensor. */
export function seenIn(view: KeyView): RawBuilder<boolean> {
  return view === 'all'
    ? sql<boolean>`api_key.sensor_id is null`
    : sql<boolean>`api_key.sensor_id is null and
        (api_key.created_by = ${view.madeBy}::uuid or api_key.orgnr = any(${[...view.members]}::text[]))`
}

/** In step with `stateOfKey`. */
function isIn(state: KeyState, now: Date): RawBuilder<boolean> {
  if (state === 'revoked') return sql<boolean>`api_key.revoked_at is not null`
  return state === 'expired'
    ? sql<boolean>`api_key.revoked_at is null and api_key.expires_at <= ${now}`
    : sql<boolean>`api_key.revoked_at is null and (api_key.expires_at is null or api_key.expires_at > ${now})`
}
