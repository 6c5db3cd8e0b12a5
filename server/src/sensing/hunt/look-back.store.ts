/** Look-backs as they are kept: which indicators wait, which pass looks for them, and how far it is. */
import type { LookBack, LookBackState } from '@varde/contract'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Note } from '../../access/index.ts'
import { addJobs, type Db, newId, publish } from '../../platform/index.ts'
import { inUse } from '../indicators/indicator-use.ts'
import type { ReferenceVersions } from '../load/reference.store.ts'

/** The job that looks back; the trigger on `indicator` adds it too. */
export const lookBackTask = 'look_back'

/**
 * Indicators in one pass. A pass reads one column of all that is stored, however many there are; more at a time would
 * take more memory, and fewer more passes.
 */
export const passIndicators = 1_000_000

export type Pass = {
  id: string
  createdAt: Date
  days: number
  version: number
  /** Of the indicators that wait, those up to this place are in it. */
  upto: number
  /** The hours from this one on are done; null is none. */
  hoursDoneFrom: number | null
}

/** The pass that is not over, or a new one for indicators that wait. @returns null where nothing is to be done */
export async function nextPass(db: Db, days: number, most: number, now: Date): Promise<Pass | null> {
  const open = await db
    .selectFrom('look_back')
    .selectAll()
    .where('state', '!=', 'done')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  if (open) {
    const { id, created_at: createdAt, version, upto, hours_done_from: hoursDoneFrom } = open
    return { id, createdAt, days: open.days, version, upto, hoursDoneFrom }
  }
  if (!(await db.selectFrom('look_back_indicator').select('place').limit(1).executeTakeFirst())) return null
  return db.transaction().execute(async (trx) => {
    // Whoever is bringing indicators in holds this row until they are there, see the migration of `look_back_indicator`: no place
    // before the last one is filled later, and a copy of this version holds all of them.
    const { version } = await trx
      .selectFrom('reference_version')
      .select('version')
      .where('what', '=', 'indicators')
      .forUpdate()
      .executeTakeFirstOrThrow()
    const { rows } = await sql<{ upto: number; indicators: number }>`
      select max(place) as upto, count(distinct indicator_id)::int as indicators
      from (select * from look_back_indicator order by place limit ${most}) waiting`.execute(trx)
    const { upto, indicators } = rows[0] as { upto: number; indicators: number }
    const pass = { id: newId(), createdAt: now, days, version, upto, hoursDoneFrom: null }
    await sql`insert into look_back (id, created_at, days, indicators, version, upto)
      values (${pass.id}, ${now}, ${days}, ${indicators}, ${version}, ${upto})`.execute(trx)
    await publish(trx, 'hunts', [])
    return pass
  })
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
export async function endPass(trx: Db, { id, upto }: Pass, now: Date): Promise<void> {
  await sql`delete from look_back_indicator where place <= ${upto}`.execute(trx)
  await sql`
    update look_back set state = 'done', ended_at = ${now}, events_done = events_total where id = ${id}`.execute(trx)
  await publish(trx, 'hunts', [])
}

/** Where nothing looks back: neither what waits nor a pass that was cut off. */
export async function forgetWaiting(db: Db): Promise<void> {
  if (!(await db.selectFrom('look_back_indicator').select('place').limit(1).executeTakeFirst())) return
  await db.deleteFrom('look_back').where('state', '!=', 'done').execute()
  await db.deleteFrom('look_back_indicator').execute()
}

/** Which indicators look back anew because somebody asks: one, or all of a source. */
export type LookBackAsk = { id: string } | { source: string; red: boolean }

/** Lets those of them that count look back anew. What they were found in before is not found again. @returns how many */
export async function lookBackAnew(db: Db, ask: LookBackAsk, now: Date, note: Note): Promise<number> {
  const asked =
    'id' in ask
      ? sql`id = ${ask.id}`
      : // Of a text that the caller may not read nothing is told.
        sql`source = ${ask.source} and (${ask.red} or tlp <> 'RED')`
  return db.transaction().execute(async (trx) => {
    // As who brings indicators in: see `nextPass`.
    await sql`select from reference_version where what = 'indicators' for update`.execute(trx)
    const { numAffectedRows = 0n } = await sql`
      insert into look_back_indicator (indicator_id) select id from indicator where ${asked} and ${inUse(now)}`.execute(
      trx,
    )
    const indicators = Number(numAffectedRows)
    if (indicators === 0) return 0
    await addJobs(trx, lookBackTask, [{ key: lookBackTask, payload: {} }])
    await publish(trx, 'hunts', [])
    await note(trx, {
      act: 'indicators.look_back',
      ...('id' in ask ? { object: { kind: 'indicator', id: ask.id } } : {}),
      details: { indicators },
    })
    return indicators
  })
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
      select count(*) as waiting from look_back_indicator
      where place > (select coalesce(max(upto), 0) from look_back where state <> 'done')`.execute(db)
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
