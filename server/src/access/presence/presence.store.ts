/** Who has an object open: each says so every ten seconds and when they leave, and is gone half a minute after the last time. */
import { sql } from 'kysely'
import { type Db, publish } from '../../platform/index.ts'

const goneAfterSeconds = 30

/** Says that a person has it open; who comes is told of. @returns the names of the others that do */
export async function comeTo(db: Db, object: string, person: string, now: Date): Promise<string[]> {
  const since = new Date(now.getTime() - goneAfterSeconds * 1000)
  await db.deleteFrom('presence').where('at', '<', since).execute()
  // A row that is new has no deleting transaction, one that was changed does.
  const { rows } = await sql<{ comes: boolean }>`
    insert into presence (object_id, person_id, at) values (${object}, ${person}, ${now})
    on conflict (object_id, person_id) do update set at = excluded.at returning xmax = 0 as comes`.execute(db)
  if (rows[0]?.comes) await publish(db, 'looking', [object])
  const others = await db
    .selectFrom('presence as o')
    .innerJoin('person as p', 'p.id', 'o.person_id')
    .select('p.name')
    .where('o.object_id', '=', object)
    .where('o.person_id', '<>', person)
    .where('o.at', '>=', since)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()
  return others.map(({ name }) => name)
}

/** Nothing is done where they did not have it open. */
export async function leave(db: Db, object: string, person: string): Promise<void> {
  const gone = await db
    .deleteFrom('presence')
    .where('object_id', '=', object)
    .where('person_id', '=', person)
    .returning('at')
    .execute()
  if (gone.length > 0) await publish(db, 'looking', [object])
}
