/** The member's side of a warning: whose link it is, and what was said through it. */
import type { Language, ResponseChannel, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Entry, Note } from '../../access/index.ts'
import { type Db, newId, publish } from '../../platform/index.ts'
import { takeVex, type Vex } from '../../vulnerability/index.ts'
import { tellWebhooks } from '../channels/webhook-event.store.ts'
import { sightAnew } from '../findings/sighting.store.ts'
import type { Step } from '../texts/steps.ts'
import { lockMembers } from '../warnings/dispatch.store.ts'
import { keepMeasures, measuresKept } from './measure.store.ts'
import { answerWith, closes, consequenceOf, measuresSaid, nothingAdvised, type Said, vexSaid } from './response.ts'

export type Answering = {
  delivery: string
  warning: string
  orgnr: string
  contact_id: string | null
  contact_name: string
  language: Language
  state: WarningState
  due_at: Date | null
  reopened_at: Date | null
}

/** @returns null where the delivery is not of that warning, or either is gone */
export async function findAnswering(db: Db, ids: { delivery: string; warning: string }): Promise<Answering | null> {
  const { rows } = await sql<Answering>`
    select d.id as delivery, w.id as warning, w.orgnr, d.contact_id, d.contact_name, d.language, w.state, w.due_at,
      w.reopened_at
    from delivery d join warning w on w.id = d.warning_id
    where d.id = ${ids.delivery} and w.id = ${ids.warning}`.execute(db)
  return rows[0] ?? null
}

/** Whose answer it is, and how it came to us. */
export type Respondent = Pick<Answering, 'warning' | 'orgnr' | 'contact_id' | 'contact_name'> & {
  channel: ResponseChannel
  /** Who of ours wrote it down; null for the member itself. */
  recorded_by: string | null
}

/** What was said, with the measures of the warning that it speaks of. */
export type Saying = { said: Said; steps: readonly Step[] }

/** Writes down what a contact said, and what follows. The same said twice in a row counts once. */
export async function respond(db: Db, by: Respondent, saying: Saying, now: Date, note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const entry = await respondIn(trx, by, saying.said, now, saying.steps)
    if (entry !== null) await note(trx, entry)
  })
}

/** Ticks what was ticked with an answer. @returns all of the warning's measures that are done then, in words */
async function tickedWith(
  trx: Db,
  by: Respondent,
  said: Extract<Said, { kind: 'answer' }>,
  steps: readonly Step[],
  now: Date,
): Promise<string[]> {
  const known = measuresSaid(said).filter(({ key }) => steps.some((step) => step.key === key))
  await keepMeasures(trx, by, known, now)
  const kept = (await measuresKept(trx, [by.warning])).filter(({ standing }) => standing === 'done')
  const done = new Set(kept.map(({ measure }) => measure))
  return steps.filter(({ key }) => done.has(key)).map(({ text }) => text)
}

async function vexTaken(trx: Db, by: Respondent, said: Vex[], now: Date): Promise<Vex[]> {
  await takeVex(trx, { orgnr: by.orgnr, by: by.contact_name, recordedBy: by.recorded_by }, said, now)
  return said
}

/** @returns what the log says of it; null where nothing was said that was not said already, or nothing can be answered */
export async function respondIn(
  trx: Db,
  answering: Respondent,
  said: Said,
  now: Date,
  steps: readonly Step[] = [],
): Promise<Entry | null> {
  await lockMembers(trx, [answering.orgnr])
  const { rows } = await sql<{ state: WarningState; cves: string[] | null }>`
      select state, array(select jsonb_array_elements_text(advised -> 'cves')) as cves
      from warning where id = ${answering.warning} for update`.execute(trx)
  const advised = said.kind === 'answer' ? (said.advised ?? nothingAdvised) : nothingAdvised
  const answer = said.kind === 'answer' ? answerWith(said.answer, advised) : null
  const consequence =
    rows[0] === undefined
      ? null
      : consequenceOf(rows[0].state, said.kind === 'answer' && answer !== null ? { ...said, answer } : said)
  if (consequence === null) return null
  const comment = said.kind === 'answer' ? said.comment : ''
  const done = said.kind === 'answer' ? await tickedWith(trx, answering, said, steps, now) : []
  const silent = answer === null || (said.kind === 'answer' && said.onlyHelp === true)
  const vex = silent ? [] : await vexTaken(trx, answering, vexSaid(rows[0]?.cves ?? [], answer, advised), now)
  const { rows: inserted } = await sql`
      insert into response (id, warning_id, contact_id, contact_name, kind, answer, comment, created_at,
        channel, recorded_by, done, vex)
      select ${newId()}, ${answering.warning}, ${answering.contact_id}, ${answering.contact_name}, ${said.kind}, ${answer},
        ${comment}, ${now}, ${answering.channel}, ${answering.recorded_by}, ${done}::text[], ${JSON.stringify(vex)}::jsonb
      where not exists (
        select from (select r.* from response r join warning w on w.id = r.warning_id
            where r.warning_id = ${answering.warning} and r.created_at >= coalesce(w.reopened_at, '-infinity')
            order by r.created_at desc, r.id desc limit 1) as latest
        where kind = ${said.kind} and answer is not distinct from ${answer} and comment = ${comment}
          and done = ${done}::text[] and vex = ${JSON.stringify(vex)}::jsonb
          and contact_id is not distinct from ${answering.contact_id} and contact_name = ${answering.contact_name})
      returning id`.execute(trx)
  if (inserted.length === 0) return null
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
    const ids = changed.map(({ id }) => id)
    await sightAnew(trx, ids, now)
    if (ids.length > 0) await publish(trx, 'detections', ids)
  }
  // Whoever has answered is not reminded any more.
  if (answer !== null) {
    await sql`
        delete from delivery where warning_id = ${answering.warning} and kind = 'reminder'
          and state in ('queued', 'deferred')`.execute(trx)
  }
  if (answer !== null && closes[answer]) {
    await tellWebhooks(trx, [{ warning: answering.warning, type: 'warning.closed', occasion: now.getTime() }], now)
  }
  await publish(trx, 'warnings', [answering.warning])
  return {
    act: 'warning.answered',
    object: { kind: 'warning', id: answering.warning },
    member: answering.orgnr,
    details: { kind: said.kind, answer, channel: answering.channel },
  }
}
