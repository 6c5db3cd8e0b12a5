/** The member's side of a warning: whose link it is, and what was said through it. */
import type { Language, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { type Db, newId, publish } from '../../platform/index.ts'
import { lockMembers } from '../warnings/dispatch.store.ts'
import { consequenceOf, type Said } from './response.ts'

export type Answering = {
  delivery: string
  warning: string
  orgnr: string
  contact_id: string | null
  contact_name: string
  language: Language
  state: WarningState
  due_at: Date | null
}

/** @returns null where the delivery is not of that warning, or either is gone */
export async function findAnswering(db: Db, ids: { delivery: string; warning: string }): Promise<Answering | null> {
  const { rows } = await sql<Answering>`
    select d.id as delivery, w.id as warning, w.orgnr, d.contact_id, d.contact_name, d.language, w.state, w.due_at
    from delivery d join warning w on w.id = d.warning_id
    where d.id = ${ids.delivery} and w.id = ${ids.warning}`.execute(db)
  return rows[0] ?? null
}

/** Writes down what a contact said, and what follows. The same said twice in a row counts once. */
export async function respond(db: Db, answering: Answering, said: Said, now: Date, note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockMembers(trx, [answering.orgnr])
    const { rows } = await sql<{ state: WarningState }>`
      select state from warning where id = ${answering.warning} for update`.execute(trx)
    const consequence = rows[0] === undefined ? null : consequenceOf(rows[0].state, said)
    if (consequence === null) return
    const answer = said.kind === 'answer' ? said.answer : null
    const comment = said.kind === 'answer' ? said.comment : ''
    const { rows: inserted } = await sql`
      insert into response (id, warning_id, contact_id, contact_name, kind, answer, comment, created_at)
      select ${newId()}, ${answering.warning}, ${answering.contact_id}, ${answering.contact_name}, ${said.kind}, ${answer},
        ${comment}, ${now}
      where not exists (
        select from (select * from response where warning_id = ${answering.warning} order by created_at desc, id desc limit 1)
          as latest
        where kind = ${said.kind} and answer is not distinct from ${answer} and comment = ${comment}
          and contact_id is not distinct from ${answering.contact_id} and contact_name = ${answering.contact_name})
      returning id`.execute(trx)
    if (inserted.length === 0) return
    await sql`
      update warning set state = ${consequence.warning}, acknowledged_at = coalesce(acknowledged_at, ${now}),
        answered_at = case when ${answer}::text is null then answered_at else ${now}::timestamptz end,
        answer = coalesce(${answer}, answer)
      where id = ${answering.warning}`.execute(trx)
    if (consequence.detections !== null) {
      const { from, to } = consequence.detections
      const { rows: changed } = await sql<{ id: string }>`
        update detection set state = ${to}, updated_at = ${now}
        where warning_id = ${answering.warning} and state = ${from} returning id`.execute(trx)
      if (changed.length > 0)
        await publish(
          trx,
          'detections',
          changed.map(({ id }) => id),
        )
    }
    await publish(trx, 'warnings', [answering.warning])
    await note(trx, {
      act: 'warning.answered',
      object: { kind: 'warning', id: answering.warning },
      member: answering.orgnr,
      details: { kind: said.kind, answer },
    })
  })
}
