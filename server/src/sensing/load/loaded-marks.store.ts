/** Marks of what was loaded, and lines by the hour, as they go. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'

/** Removed by one statement, so that no lock is held for long. */
const batchRows = 10_000

/**
 * Forgets the marks of a spool's segments that were loaded before then, but where lines were unreadable: when these are loaded
 * again, the mark says that their first load is recorded.
 */
export async function forgetMarks(db: Db, spool: string, before: Date): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from loaded_segment where batch in (
        select batch from loaded_segment where loaded_at < ${before} and rejected = 0 and (spool = ${spool} or spool is null)
        order by loaded_at limit ${batchRows})`.execute(db)
    if (numAffectedRows < batchRows) return
  }
}

/** Forgets the marks that stood for unreadable lines which are no longer kept. @param held sensors whose lines are */
export async function forgetMarksOfRejected(db: Db, before: Date, held: readonly string[]): Promise<void> {
  await sql`
    delete from loaded_segment
    where loaded_at < ${before} and rejected <> 0 and sensor_id <> all(${[...held]}::uuid[])`.execute(db)
}

export async function forgetHours(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('loaded_hour').where('hour', '<', before).execute()
}
