/** Who has a detection open: each says so every ten seconds and when they leave, and is gone half a minute after the last time. */
import { sql } from 'kysely'
import { type Db, publish } from '../../platform/index.ts'

const goneAfterSeconds = 30

/** Says that a person has it open; who comes is told of. @returns the others that do; null where there is no such detection */
export async function lookAt(db: Db, detection: string, person: string, now: Date): Promise<string[] | null> {
  const since = new Date(now.getTime() - goneAfterSeconds * 1000)
  await sql`delete from detection_looking where at < ${since}`.execute(db)
  // A row that is new has no deleting transaction, one that was changed does.
  const { rows } = await sql<{ comes: boolean }>`
    insert into detection_looking (detection_id, person_id, at)
    select id, ${person}, ${now} from detection where id = ${detection}
    on conflict (detection_id, person_id) do update set at = excluded.at returning xmax = 0 as comes`.execute(db)
  const [said] = rows
  if (!said) return null
  if (said.comes) await publish(db, 'looking', [detection])
  const { rows: others } = await sql<{ name: string }>`
    select p.name from detection_looking l join person p on p.id = l.person_id
    where l.detection_id = ${detection} and l.person_id <> ${person} and l.at >= ${since}
    order by p.name, p.id`.execute(db)
  return others.map(({ name }) => name)
}

/** Nothing is done where they did not have it open. */
export async function lookAway(db: Db, detection: string, person: string): Promise<void> {
  const { rows } = await sql`
    delete from detection_looking where detection_id = ${detection} and person_id = ${person} returning at`.execute(db)
  if (rows.length > 0) await publish(db, 'looking', [detection])
}
