/** Which of a warning's measures are done. When it comes back after an answer, they are all to be done anew. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'

export type MeasureDone = { warning_id: string; measure: string; done_by: string; done_at: Date }

export async function measuresDone(db: Db, warnings: readonly string[]): Promise<MeasureDone[]> {
  const { rows } = await sql<MeasureDone>`
    select m.warning_id, m.measure, m.done_by, m.done_at from warning_measure m join warning w on w.id = m.warning_id
    where m.warning_id = any(${warnings}::uuid[]) and m.done_at >= coalesce(w.reopened_at, '-infinity')
    order by m.warning_id, m.measure`.execute(db)
  return rows
}

/** Each tick is its own: of the others nothing is said. Who did what is done already keeps it. */
export async function tickMeasures(
  trx: Db,
  by: { warning: string; contact_name: string },
  { ticked, unticked }: { ticked: readonly string[]; unticked: readonly string[] },
  now: Date,
): Promise<void> {
  await sql`
    delete from warning_measure
    where warning_id = ${by.warning} and measure = any(${unticked}::text[])`.execute(trx)
  await sql`
    insert into warning_measure as kept (warning_id, measure, done_by, done_at)
    select ${by.warning}, measure, ${by.contact_name}, ${now} from unnest(${ticked}::text[]) as measure
    on conflict (warning_id, measure) do update set done_by = excluded.done_by, done_at = excluded.done_at
      where kept.done_at < (select reopened_at from warning where id = kept.warning_id)`.execute(trx)
}
