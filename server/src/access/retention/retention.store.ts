/** The rules of retention, and what each run removed. */
import type { RetentionClass, RetentionRule } from '@varde/contract'
import { retentionClasses } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, newId } from '../../platform/index.ts'
import type { Note } from '../audit/audit.store.ts'
import { usualDays } from './retention.ts'

/** Every class, with the days that were decided or the usual ones. */
export async function retentionDays(db: Db): Promise<Record<RetentionClass, number>> {
  const rules = await db.selectFrom('retention_rule').select(['class', 'days']).execute()
  return { ...usualDays, ...Object.fromEntries(rules.map((rule) => [rule.class, rule.days])) }
}

/** Every class with its days, the holds that concern it, and what its last run removed. */
export async function retentionTable(db: Db, now: Date): Promise<RetentionRule[]> {
  const [days, { rows }] = await Promise.all([
    retentionDays(db),
    sql<{
      class: RetentionClass
      holds: number
      at: Date | null
      before: Date | null
      removed: number | null
      held: number | null
    }>`
      select c.class, (select count(*) from archive_hold h where (h.class is null or h.class = c.class)
          and h.released_at is null and (h.until is null or h.until > ${now})) as holds,
        r.at, r.before, r.removed, r.held
      from unnest(${[...retentionClasses]}::text[]) with ordinality as c (class, place)
      left join lateral (
        select * from retention_run r where r.class = c.class order by r.at desc, r.id desc limit 1) r on true
      order by c.place`.execute(db),
  ])
  return rows.map(({ class: name, holds, at, before, removed, held }) => ({
    class: name,
    days: days[name],
    holds,
    last_run:
      at === null || before === null || removed === null || held === null
        ? null
        : { at: at.toISOString(), before: before.toISOString(), removed, held },
  }))
}

export async function setRetention(
  db: Db,
  { class: name, days }: { class: RetentionClass; days: number },
  now: Date,
  note: Note,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = (await retentionDays(trx))[name]
    await sql`
      insert into retention_rule (class, days, updated_at) values (${name}, ${days}, ${now})
      on conflict (class) do update set days = excluded.days, updated_at = excluded.updated_at`.execute(trx)
    await note(trx, { act: 'retention.changed', object: { kind: 'retention', id: name }, details: { before, days } })
  })
}

export type Run = { class: RetentionClass; at: Date; before: Date; removed: number; held: number }

/** Writes down what a run removed of one class. */
export async function recordRun(db: Db, run: Run, note: Note): Promise<void> {
  const { class: name, before, removed, held } = run
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('retention_run')
      .values({ id: newId(), ...run })
      .execute()
    const details = { before: before.toISOString(), removed, held }
    await note(trx, { act: 'retention.run', object: { kind: 'retention', id: name }, details })
  })
}
