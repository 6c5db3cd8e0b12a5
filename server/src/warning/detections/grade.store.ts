/** How reliable the sources are that detections rest on. */
import type { Reliability } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { type Db, publish } from '../../platform/index.ts'

export type SourceRow = {
  source: string
  reliability: Reliability
  changed_at: Date | null
  changed_by: string | null
  detections: number
}

/** Those that detections rest on, those that somebody has judged, and the sensors' own signatures; by name. */
export async function listSources(db: Db, { red }: { red: boolean }): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    with seen as (
      select source, count(*) as detections from detection where ${red} or tlp <> 'RED' group by source)
    select source, coalesce(r.reliability, 'F') as reliability, r.changed_at, r.changed_by,
      coalesce(s.detections, 0) as detections
    from seen s full join source_reliability r using (source)
    full join (values ('')) as own (source) using (source)
    order by source`.execute(db)
  return rows
}

export async function judgeSource(
  db: Db,
  { source, reliability }: { source: string; reliability: Reliability },
  { by, now, note }: { by: string; now: Date; note: Note },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = { source, reliability, changed_at: now, changed_by: by }
    await trx
      .insertInto('source_reliability')
      .values(row)
      .onConflict((conflict) => conflict.column('source').doUpdateSet(row))
      .execute()
    await publish(trx, 'detections', [])
    await note(trx, { act: 'source.judged', details: { source, reliability } })
  })
}
