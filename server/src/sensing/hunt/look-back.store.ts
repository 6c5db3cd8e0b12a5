/** Look-backs as they are kept: which indicators wait, which pass looks for them, and how far it is. */
import type { IndicatorType, LookBack, LookBackState } from '@varde/contract'
import { sql } from 'kysely'
import type pg from 'pg'
import { type Db, newId, publish } from '../../platform/index.ts'
import { inUse } from '../indicators/indicator-use.ts'
import type { ReferenceVersions } from '../load/reference.store.ts'

/** The job that looks back; the trigger on `indicator` adds it too. */
export const lookBackTask = 'look_back'

/**
 * Indicators in one pass. A pass reads one column of all that is stored, however many there are; more at a time would
 * take more memory, 200 bytes each, and fewer more passes.
 */
export const passIndicators = 100_000

export type Pass = {
  id: string
  createdAt: Date
  days: number
  version: number
  /** The hours from this one on are done; null is none. */
  hoursDoneFrom: number | null
}

/** The pass that is not over, or a new one for indicators that wait. @returns null where nothing is to be done */
export async function nextPass(db: Db, days: number, most: number, now: Date): Promise<Pass | null> {
  return db.transaction().execute(async (trx) => {
    const open = await trx
      .selectFrom('look_back')
      .selectAll()
      .where('state', '!=', 'done')
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst()
    if (open) {
      const { id, created_at: createdAt, version, hours_done_from: hoursDoneFrom } = open
      return { id, createdAt, days: open.days, version, hoursDoneFrom }
    }
    const id = newId()
    // Read after the indicators that wait are seen, so that a copy of this version holds them.
    await sql`insert into look_back (id, created_at, days, indicators, version) values (${id}, ${now}, ${days}, 0, 0)`.execute(
      trx,
    )
    const { numAffectedRows = 0n } = await sql`
      update look_back_indicator set look_back_id = ${id}
      where indicator_id in (select indicator_id from look_back_indicator where look_back_id is null
        order by indicator_id limit ${most} for update skip locked)`.execute(trx)
    const indicators = Number(numAffectedRows)
    if (indicators === 0) {
      await sql`delete from look_back where id = ${id}`.execute(trx)
      return null
    }
    const { rows } = await sql<{ version: number }>`
      update look_back set indicators = ${indicators},
        version = (select version from reference_version where what = 'indicators')
      where id = ${id} returning version`.execute(trx)
    await publish(trx, 'hunts', [])
    return { id, createdAt: now, days, version: rows[0]?.version ?? 0, hoursDoneFrom: null }
  })
}

/** Those of a pass that count at this time. */
export async function indicatorsOfPass(db: Db, id: string, now: Date) {
  const { rows } = await sql<{ id: string; type: IndicatorType; value: string }>`
    select i.id, i.type, i.value from look_back_indicator l join indicator i on i.id = l.indicator_id
    where l.look_back_id = ${id} and ${inUse(now)}
    order by i.id`.execute(db)
  return rows
}

export type PassProgress = { done: number; total: number; hoursDoneFrom: number | null; found: number }

/** Writes down how far a pass is. */
export async function recordPass(trx: Db, id: string, progress: PassProgress): Promise<void> {
  await sql`
    update look_back set state = 'running', events_done = ${progress.done}, events_total = ${progress.total},
      hours_done_from = ${progress.hoursDoneFrom}, events_found = events_found + ${progress.found}
    where id = ${id}`.execute(trx)
  await publish(trx, 'hunts', [])
}

/** An indicator that came back anew meanwhile waits for the next pass. */
export async function endPass(trx: Db, id: string, now: Date): Promise<void> {
  await sql`delete from look_back_indicator where look_back_id = ${id}`.execute(trx)
  await sql`
    update look_back set state = 'done', ended_at = ${now}, events_done = events_total where id = ${id}`.execute(trx)
  await publish(trx, 'hunts', [])
}

/** Writes down that the engine holds what these versions were. */
export async function noteCopied(pool: pg.Pool, versions: Partial<ReferenceVersions>): Promise<void> {
  for (const [what, version] of Object.entries(versions)) {
    await pool.query('update reference_version set copied = greatest(copied, $2) where what = $1', [what, version])
  }
}

/** Whether events that are loaded from now on are matched against what a pass looks for. */
export async function isCopied(db: Db, version: number): Promise<boolean> {
  const row = await db
    .selectFrom('reference_version')
    .select('copied')
    .where('what', '=', 'indicators')
    .executeTakeFirstOrThrow()
  return row.copied >= version
}

/** The newest first. */
export async function listLookBacks(db: Db, limit: number): Promise<{ waiting: number; items: LookBack[] }> {
  const [{ waiting } = { waiting: 0 }] = (
    await sql<{ waiting: number }>`
      select count(*) as waiting from look_back_indicator where look_back_id is null`.execute(db)
  ).rows
  const found = await db.selectFrom('look_back').selectAll().orderBy('created_at', 'desc').limit(limit).execute()
  return {
    waiting,
    items: found.map((row) => ({
      id: row.id,
      state: row.state as LookBackState,
      created_at: row.created_at.toISOString(),
      ended_at: row.ended_at?.toISOString() ?? null,
      days: row.days,
      indicators: row.indicators,
      events_total: row.events_total,
      events_done: row.events_done,
      events_found: row.events_found,
    })),
  }
}

/** Passes go with the events they were about. */
export async function removeLookBacks(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('look_back').where('created_at', '<', before).where('state', '=', 'done').execute()
}
