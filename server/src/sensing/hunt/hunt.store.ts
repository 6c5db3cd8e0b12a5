/** Hunts as they are kept: who asked for what, how far they are, and what they have found. */
import type { HitField, HuntIndicator } from '@varde/contract'
import { sql } from 'kysely'
import type { Holding, Note, Scope } from '../../access/index.ts'
import { addJobs, type Db, publish } from '../../platform/index.ts'

export const huntTask = 'hunt'

export type HuntDraft = {
  id: string
  by: { kind: string; id: string | null }
  scope: Scope
  days: number
  indicators: readonly HuntIndicator[]
  /** Whether a job is to do it, or the caller does. */
  queued: boolean
}

/** Writes a hunt down, where wanted with the job that does it. */
export async function startHunt(db: Db, draft: HuntDraft, now: Date, note: Note): Promise<void> {
  const { id, by, scope, days, indicators, queued } = draft
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('hunt')
      .values({
        id,
        created_at: now,
        asked_by_kind: by.kind,
        asked_by: by.id,
        members: scope === 'all' ? null : [...scope],
        days,
        indicators: JSON.stringify(indicators),
        state: 'waiting',
      })
      .execute()
    if (queued) await addJobs(trx, huntTask, [{ key: `hunt ${id}`, payload: { id } }])
    await publish(trx, 'hunts', [id])
    await note(trx, {
      act: 'hunt.started',
      object: { kind: 'hunt', id },
      details: { days, indicators: indicators.length },
    })
  })
}

export type HuntWork = { id: string; scope: Scope; days: number; createdAt: Date; indicators: readonly HuntIndicator[] }

/** Begins a hunt, from the start where an earlier try ended on the way. @returns null where it is over */
export async function beginHunt(db: Db, id: string): Promise<HuntWork | null> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('hunt')
      .set({ state: 'running', events_done: 0 })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .returning(['members', 'days', 'created_at', 'indicators'])
      .executeTakeFirst()
    if (!row) return null
    await trx.deleteFrom('hunt_hit').where('hunt_id', '=', id).execute()
    await trx.deleteFrom('hunt_day').where('hunt_id', '=', id).execute()
    const { members, days, created_at: createdAt, indicators } = row
    return { id, scope: members ?? 'all', days, createdAt, indicators }
  })
}

export type HuntHit = {
  number: number
  member: string
  events: number
  first: Date
  last: Date
  fields: HitField[]
  days: readonly (readonly [day: string, events: number])[]
}

/**
 * Adds what a slice has found, and how far the hunt is. Events of a member that is gone are left out.
 * @returns false once somebody has stopped it
 */
export async function recordHunt(
  db: Db,
  id: string,
  progress: { done: number; total: number },
  hits: readonly HuntHit[],
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const going = await trx
      .updateTable('hunt')
      .set({ events_done: progress.done, events_total: progress.total })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .returning('id')
      .executeTakeFirst()
    if (!going) return false
    const found = JSON.stringify(hits.map(({ days: _days, ...hit }) => hit))
    await sql`
      insert into hunt_hit (hunt_id, number, orgnr, events, first_seen, last_seen, fields)
      select ${id}::uuid, f.number, nullif(f.member, ''), f.events, f.first, f.last, f.fields
      from jsonb_to_recordset(${found}::jsonb)
        as f(number int, member text, events bigint, first timestamptz, last timestamptz, fields text[])
      where f.member = '' or exists (select from member where orgnr = f.member)
      on conflict (hunt_id, number, orgnr) do update set events = hunt_hit.events + excluded.events,
        first_seen = least(hunt_hit.first_seen, excluded.first_seen),
        last_seen = greatest(hunt_hit.last_seen, excluded.last_seen),
        fields = array(select distinct unnest(hunt_hit.fields || excluded.fields) order by 1)`.execute(trx)
    await sql`
      insert into hunt_day (hunt_id, orgnr, day, events)
      select ${id}::uuid, nullif(f.member, ''), f.day, f.events
      from jsonb_to_recordset(${JSON.stringify(daysOf(hits))}::jsonb) as f(member text, day date, events bigint)
      where f.member = '' or exists (select from member where orgnr = f.member)
      on conflict (hunt_id, orgnr, day) do update set events = hunt_day.events + excluded.events`.execute(trx)
    await publish(trx, 'hunts', [id])
    return true
  })
}

/** One entry for each member and day. */
function daysOf(hits: readonly HuntHit[]) {
  const days = new Map<string, { member: string; day: string; events: number }>()
  for (const { member, days: counted } of hits) {
    for (const [day, events] of counted) {
      const known = days.get(`${member} ${day}`)
      if (known) known.events += events
      else days.set(`${member} ${day}`, { member, day, events })
    }
  }
  return [...days.values()]
}

export async function endHunt(db: Db, id: string, state: 'done' | 'failed', now: Date): Promise<void> {
  await db
    .updateTable('hunt')
    .set({ state, ended_at: now })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
  await publish(db, 'hunts', [id])
}

/** Stops a hunt; what it has found stays. Once more changes nothing. @returns whether there is such a hunt */
export async function stopHunt(db: Db, id: string, scope: Scope, now: Date, note: Note): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('hunt')
      .select('state')
      .where('id', '=', id)
      .where(withinScope(scope))
      .forUpdate()
      .executeTakeFirst()
    if (!row) return false
    if (row.state !== 'waiting' && row.state !== 'running') return true
    await trx.updateTable('hunt').set({ state: 'stopped', ended_at: now }).where('id', '=', id).execute()
    await publish(trx, 'hunts', [id])
    await note(trx, { act: 'hunt.stopped', object: { kind: 'hunt', id } })
    return true
  })
}

/** A hunt is seen by whoever may see all whose events it searched. */
export const withinScope = (scope: Scope) =>
  scope === 'all' ? sql<boolean>`true` : sql<boolean>`hunt.members <@ ${[...scope]}::text[]`

/** Hunts go with the events they tell of, but for those that found something of a member whose events are held. */
export async function removeHunts(db: Db, before: Date, { all, members }: Holding): Promise<void> {
  if (all) return
  await db
    .deleteFrom('hunt')
    .where('created_at', '<', before)
    .where(
      sql<boolean>`not exists (select from hunt_hit where hunt_id = hunt.id and orgnr = any (${[...members]}::text[]))`,
    )
    .execute()
}
