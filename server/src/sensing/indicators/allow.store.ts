/** The list of what no indicator may hit: shown, added to, taken from, and kept in step with what comes with the program. */
import type { AllowEntry } from '@varde/contract'
import { sql } from 'kysely'
import type { Note, reachOf } from '../../access/index.ts'
import { type Db, newId, publish } from '../../platform/index.ts'
import type { Allowed } from './allow.ts'
import { builtIn } from './allow-built-in.ts'

export type AllowFilter = {
  q?: string | undefined
  built_in?: boolean | undefined
  /** Where the page before ended. */
  before: string | null
  limit: number
}

/** Entries, the newest first; one more than `limit` where there are more. */
export async function listAllowed(db: Db, { q, built_in, before, limit }: AllowFilter): Promise<AllowEntry[]> {
  const sought = (q ?? '').trim().toLowerCase()
  const { rows } = await sql<
    Omit<AllowEntry, 'created_at' | 'created_by'> & { created_at: Date; by_kind: string; by_name: string | null }
  >`
    select a.id, a.kind, a.value, a.reason, a.built_in, a.created_at, a.created_by_kind as by_kind,
      coalesce(p.name, k.name) as by_name, coalesce(s.indicators, 0)::int as stops
    from allow_entry a
      left join person p on a.created_by_kind = 'person' and p.id::text = a.created_by
      left join api_key k on a.created_by_kind = 'key' and k.id::text = a.created_by
      left join (select stopped_by, stopped_entry, count(*) as indicators from indicator
        where stopped_by in ('entry', 'built_in') and let_through_reason is null and retracted_at is null
        group by stopped_by, stopped_entry) s
        on s.stopped_entry = a.value and (s.stopped_by = 'built_in') = a.built_in
    where (${sought} = '' or position(${sought} in a.value) > 0 or position(${sought} in lower(a.reason)) > 0)
      and (${built_in ?? null}::boolean is null or a.built_in = ${built_in ?? null})
      and (${before}::uuid is null or a.id < ${before})
    order by a.id desc limit ${limit + 1}`.execute(db)
  return rows.map(({ created_at, by_kind, by_name, ...entry }) => ({
    ...entry,
    created_at: created_at.toISOString(),
    created_by: { kind: by_kind as AllowEntry['created_by']['kind'], name: by_name },
  }))
}

export type AllowDraft = Allowed & {
  id: string
  reason: string
  by: Pick<ReturnType<typeof reachOf>['by'], 'kind' | 'id'>
}

/** @returns whether it was added; false where it is on the list already */
export async function addAllowed(
  db: Db,
  { id, kind, value, reason, by }: AllowDraft,
  now: Date,
  note: Note,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const added = await trx
      .insertInto('allow_entry')
      .values({ id, kind, value, reason, created_at: now, created_by_kind: by.kind, created_by: by.id })
      .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added === undefined) return false
    await publish(trx, 'indicators', [])
    await note(trx, { act: 'allow.added', object: { kind: 'allow_entry', id }, details: { kind } })
    return true
  })
}

/** @returns what became of it; what comes with the program stays */
export async function removeAllowed(db: Db, id: string, note: Note): Promise<'removed' | 'built_in' | 'unknown'> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('allow_entry').select(['built_in', 'kind']).where('id', '=', id).executeTakeFirst()
    if (!row) return 'unknown'
    if (row.built_in) return 'built_in'
    await trx.deleteFrom('allow_entry').where('id', '=', id).execute()
    await publish(trx, 'indicators', [])
    await note(trx, { act: 'allow.removed', object: { kind: 'allow_entry', id }, details: { kind: row.kind } })
    return 'removed'
  })
}

/** Brings the built-in entries to what this version of the program has; what somebody has added before stays theirs. */
export async function keepBuiltIn(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('varde built-in'))`.execute(trx)
    const known = await trx.selectFrom('allow_entry').select(['kind', 'value', 'reason', 'built_in', 'id']).execute()
    const text = ({ kind, value, reason }: { kind: string; value: string; reason: string }) =>
      [kind, value, reason].join(' ')
    const wanted = new Map(builtIn.map((entry) => [text(entry), entry]))
    const gone = known.filter((row) => row.built_in && !wanted.has(text(row))).map(({ id }) => id)
    const there = new Set(known.filter(({ id }) => !gone.includes(id)).map(({ kind, value }) => `${kind} ${value}`))
    const missing = builtIn.filter(({ kind, value }) => !there.has(`${kind} ${value}`))
    if (gone.length > 0) await trx.deleteFrom('allow_entry').where('id', 'in', gone).execute()
    if (missing.length === 0) return
    await trx
      .insertInto('allow_entry')
      .values(
        missing.map((entry) => ({
          ...entry,
          id: newId(),
          built_in: true,
          created_by_kind: 'system',
          created_by: null,
        })),
      )
      .execute()
  })
}
