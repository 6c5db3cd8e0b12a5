/** The member's side of a warning: whose link it is, and what was said through it. */
import type { Answer, Language, ResponseChannel, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Entry, Note } from '../../access/index.ts'
import { type Db, newId, Problem, publish } from '../../platform/index.ts'
import { takeVex, type Vex, vexOf } from '../../vulnerability/index.ts'
import { tellWebhooks } from '../channels/webhook-event.store.ts'
import { keepFiles, roomFor } from '../delivery/reply-file.store.ts'
import { mostBytes, mostFiles, type ReplyFile } from '../delivery/reply-file.ts'
import { sightAnew } from '../findings/sighting.store.ts'
import type { Step } from '../texts/steps.ts'
import { warningProblems } from '../warning.problems.ts'
import { lockMembers } from '../warnings/dispatch.store.ts'
import { keepMeasures, measuresKept } from './measure.store.ts'
import {
  type AdvisedSaid,
  answerWith,
  closes,
  consequenceOf,
  measuresSaid,
  nothingAdvised,
  type Said,
  vexSaid,
} from './response.ts'

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

/** What comes with what was said: the measures of the warning that it speaks of, and what shows it. */
export type SaidWith = { steps?: readonly Step[]; files?: readonly ReplyFile[] }
export type Saying = SaidWith & { said: Said }

/** Writes down what a contact said, and what follows. The same said twice in a row counts once. */
export async function respond(
  db: Db,
  by: Respondent,
  { said, ...beside }: Saying,
  now: Date,
  note: Note,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const entry = await respondIn(trx, by, said, now, beside)
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

/** Two who send at once do not fill more than there is room for. @throws Problem files_too_much */
async function fitting(trx: Db, warning: string, files: readonly ReplyFile[]): Promise<void> {
  const size = files.reduce((sum, { content }) => sum + content.length, 0)
  if (size > 0 && size > (await roomFor(trx, warning))) throw filesTooMuch()
}

export const filesTooMuch = () =>
  new Problem(
    warningProblems.filesTooMuch,
    `Send at most ${mostFiles} files, and ${mostBytes} bytes for all answers to one warning.`,
  )

type ToAll = { cves: readonly string[]; answer: Answer; advised: AdvisedSaid }

async function vexTaken(trx: Db, by: Respondent, { cves, answer, advised }: ToAll, now: Date): Promise<Vex[]> {
  if (cves.length === 0) return []
  const said = vexSaid(cves, answer, advised, await vexOf(trx, by.orgnr, cves))
  await takeVex(trx, { orgnr: by.orgnr, by: by.contact_name, recordedBy: by.recorded_by }, said, now)
  return said
}

/** @returns what the log says of it; null where nothing was said that was not said already, or nothing can be answered */
export async function respondIn(
  trx: Db,
  answering: Respondent,
  said: Said,
  now: Date,
  { steps = [], files = [] }: SaidWith = {},
): Promise<Entry | null> {
  await lockMembers(trx, [answering.orgnr])
  await fitting(trx, answering.warning, files)
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
  const each = said.kind === 'answer' ? said.each : []
  const vex =
    each ?? (answer === null ? [] : await vexTaken(trx, answering, { cves: rows[0]?.cves ?? [], answer, advised }, now))
  const oneByOne = each !== undefined && each.length > 0
  const hashes = files.map(({ sha256 }) => sha256)
  const { rows: inserted } = await sql<{ id: string }>`
      insert into response (id, warning_id, contact_id, contact_name, kind, answer, comment, created_at,
        channel, recorded_by, done, vex, one_by_one)
      select ${newId()}, ${answering.warning}, ${answering.contact_id}, ${answering.contact_name}, ${said.kind}, ${answer},
        ${comment}, ${now}, ${answering.channel}, ${answering.recorded_by}, ${done}::text[], ${JSON.stringify(vex)}::jsonb,
        ${oneByOne}
      where not exists (
        select from (select r.* from response r join warning w on w.id = r.warning_id
            where r.warning_id = ${answering.warning} and r.created_at >= coalesce(w.reopened_at, '-infinity')
            order by r.created_at desc, r.id desc limit 1) as latest
        where kind = ${said.kind} and answer is not distinct from ${answer} and comment = ${comment}
          and done = ${done}::text[] and vex = ${JSON.stringify(vex)}::jsonb
          and contact_id is not distinct from ${answering.contact_id} and contact_name = ${answering.contact_name}
          and ${hashes}::text[] = array(
            select sha256 from response_attachment where response_id = latest.id order by number))
      returning id`.execute(trx)
  const response = inserted[0]
  if (response === undefined) return null
  await keepFiles(trx, response.id, files)
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
    details: {
      kind: said.kind,
      answer,
      channel: answering.channel,
      ...(oneByOne ? { one_by_one: true } : {}),
      ...(files.length === 0 ? {} : { attachments: files.length }),
    },
  }
}
