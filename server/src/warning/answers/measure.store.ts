/** How a warning's measures stand. When it comes back after an answer, they are all to be done anew; those of an advisory are not. */
import type { MeasureStanding } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import type { MeasureSaid } from './response.ts'

export type MeasureKept = {
  warning_id: string
  measure: string
  done_by: string
  done_at: Date
  standing: Exclude<MeasureStanding, 'open'>
  why: string
  /** Who of ours wrote it down; null for the member itself. */
  recorded_by: string | null
}

/** Those that are not open. */
export async function measuresKept(db: Db, warnings: readonly string[]): Promise<MeasureKept[]> {
  const { rows } = await sql<MeasureKept>`
    select m.warning_id, m.measure, m.done_by, m.done_at, m.standing, m.why, m.recorded_by
    from warning_measure m join warning w on w.id = m.warning_id
    where m.warning_id = any(${warnings}::uuid[])
      and (w.advisory_id is not null or m.done_at >= coalesce(w.reopened_at, '-infinity'))
    order by m.warning_id, m.measure`.execute(db)
  return rows
}

/** Each is its own: of the others nothing is said. Who did what is done already keeps it. */
export async function keepMeasures(
  trx: Db,
  by: { warning: string; contact_name: string; recorded_by: string | null },
  said: readonly MeasureSaid[],
  now: Date,
): Promise<void> {
  const open = said.filter(({ standing }) => standing === 'open').map(({ key }) => key)
  await sql`
    delete from warning_measure
    where warning_id = ${by.warning} and measure = any(${open}::text[])`.execute(trx)
  const kept = said.filter(({ standing }) => standing !== 'open')
  await sql`
    insert into warning_measure as kept (warning_id, measure, done_by, done_at, standing, why, recorded_by)
    select ${by.warning}, key, ${by.contact_name}, ${now}, standing, why, ${by.recorded_by}
    from json_to_recordset(${JSON.stringify(kept)}::json) as said (key text, standing text, why text)
    on conflict (warning_id, measure) do update set done_by = excluded.done_by, done_at = excluded.done_at,
        standing = excluded.standing, why = excluded.why, recorded_by = excluded.recorded_by
      where (kept.standing, kept.why) <> (excluded.standing, excluded.why)
        or kept.done_at < (select reopened_at from warning where id = kept.warning_id and advisory_id is null)`.execute(
    trx,
  )
}
