/** Who has a detection open: each says so every ten seconds, and is gone half a minute after the last time. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'

const goneAfterSeconds = 30

/** Says that a person has it open. @returns the others that do; null where there is no such detection */
export async function lookAt(db: Db, detection: string, person: string, now: Date): Promise<string[] | null> {
  const since = new Date(now.getTime() - goneAfterSeconds * 1000)
  const { rows } = await sql`
    insert into detection_looking (detection_id, person_id, at)
    select id, ${person}, ${now} from detection where id = ${detection}
    on conflict (detection_id, person_id) do update set at = excluded.at returning at`.execute(db)
  if (rows.length === 0) return null
  await sql`delete from detection_looking where at < ${since}`.execute(db)
  const { rows: others } = await sql<{ name: string }>`
    select p.name from detection_looking l join person p on p.id = l.person_id
    where l.detection_id = ${detection} and l.person_id <> ${person} and l.at >= ${since}
    order by p.name, p.id`.execute(db)
  return others.map(({ name }) => name)
}
