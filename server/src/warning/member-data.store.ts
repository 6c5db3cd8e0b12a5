/** What this context keeps of one member: handed out whole, and erased whole. */
import { sql } from 'kysely'
import type { Scope } from '../access/index.ts'
import { type Db, publish } from '../platform/index.ts'
import { findFile } from './delivery/reply-file.store.ts'
import { listDetections } from './detections/detection.store.ts'
import { hideRedDetection, hideRedWarning } from './red.ts'
import { asMemberSees, shownDetection, shownWarning } from './shown.ts'
import { listSuppressions } from './triage/suppression-list.store.ts'
import { shownSuppression } from './triage/suppression-shown.ts'
import { listWarnings } from './warnings/warning.store.ts'

/** Rows read at a time. */
const pageRows = 500

/** `red`: whether TLP:RED texts go along. */
export type Asked = { orgnr: string; scope: Scope; red: boolean }

/** The most severe first. A member's own people get those that it was told of. */
export async function* exportDetections(db: Db, { orgnr, scope, red }: Asked, now: Date): AsyncGenerator<object> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await listDetections(db, { scope, member: orgnr, now }, cursor, pageRows)
    for (const row of items) {
      if (scope !== 'all' && (row.state === 'queued' || row.state === 'dismissed')) continue
      const whole = shownDetection(row, [])
      const shown = scope === 'all' ? whole : asMemberSees(whole)
      const { hourly: _, other_members: __, ...detection } = red ? shown : hideRedDetection(shown)
      yield { kind: 'detection', ...detection }
    }
    if (next === null) return
    cursor = next
  }
}

/** What staff have chosen to hold back of this member alone: their own matter, and not the member's people's. */
export async function* exportSuppressions(db: Db, { orgnr, scope, red }: Asked, now: Date): AsyncGenerator<object> {
  if (scope !== 'all') return
  for (const row of (await listSuppressions(db, { member: orgnr }, now)).rows) {
    yield { kind: 'suppression', ...shownSuppression(row, { red, now }) }
  }
}

type Kept = { warning_id: string; [column: string]: unknown }

/** The newest first, each with its mails and its answers. */
export async function* exportWarnings(db: Db, { orgnr, scope, red }: Asked): AsyncGenerator<object> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await listWarnings(db, { scope, member: orgnr }, cursor, pageRows)
    const ids = items.map(({ id }) => id)
    const { rows: deliveries } = await sql<Kept>`
      select warning_id, id, kind, contact_name, email, language, state, attempts, last_reply, subject, body_text, created_at,
        attempted_at, delivered_at, protection, status, reported_at
      from delivery where warning_id = any(${ids}::uuid[]) order by warning_id, contact_name, email`.execute(db)
    const { rows: responses } = await sql<Kept>`
      select warning_id, id, contact_name, channel, signature, kind, answer, comment, done, vex, one_by_one, created_at
      from response where warning_id = any(${ids}::uuid[]) order by warning_id, created_at, id`.execute(db)
    const { rows: measures } = await sql<Kept>`
      select warning_id, measure, standing, why, done_by, done_at
      from warning_measure where warning_id = any(${ids}::uuid[]) order by warning_id, measure`.execute(db)
    const { rows: phoned } = await sql<Kept>`
      select warning_id, channel, kind, contact_name, phone, language, state, attempts, last_reply, body_text, created_at,
        delivered_at
      from phone_message where warning_id = any(${ids}::uuid[]) order by warning_id, created_at, id`.execute(db)
    const [mails, answers, ticked, calls] = [deliveries, responses, measures, phoned].map((rows) =>
      Map.groupBy(rows, ({ warning_id }) => warning_id),
    )
    for (const row of items) {
      const warning = shownWarning(row)
      const shown = red || row.tlp !== 'RED'
      yield {
        kind: 'warning',
        ...(shown ? warning : hideRedWarning(warning)),
        deliveries: (mails?.get(row.id) ?? []).map(({ warning_id: _, subject, body_text, ...mail }) =>
          shown ? { ...mail, subject, body_text } : mail,
        ),
        responses: (answers?.get(row.id) ?? []).map(({ warning_id: _, comment, done, ...response }) =>
          shown ? { ...response, comment, done } : response,
        ),
        phone_messages: (calls?.get(row.id) ?? []).map(({ warning_id: _, ...message }) => message),
        measures: (ticked?.get(row.id) ?? []).map(({ warning_id: _, why, ...measure }) =>
          shown ? { ...measure, why } : measure,
        ),
      }
    }
    if (next === null) return
    cursor = next
  }
}

/** What came with answers, one file a line. */
export async function* exportAttachments(db: Db, { orgnr, scope, red }: Asked): AsyncGenerator<object> {
  const { rows } = await sql<{ id: string; response: string; size: number; sha256: string; shown: boolean }>`
    select a.id, a.response_id as response, a.size, a.sha256, ${red} or w.tlp <> 'RED' as shown
    from response_attachment a join response r on r.id = a.response_id join warning w on w.id = r.warning_id
    where w.orgnr = ${orgnr} order by a.response_id, a.number`.execute(db)
  for (const { shown, ...row } of rows) {
    // One at a time: each may be megabytes.
    const file = shown ? await findFile(db, scope, row.id) : null
    yield {
      kind: 'attachment',
      ...row,
      ...(file === null ? {} : { name: file.name, base64: file.content.toString('base64') }),
    }
  }
}

/** What each contact has chosen to be told. */
export async function* exportChoices(db: Db, { orgnr }: Asked): AsyncGenerator<object> {
  const { rows } = await sql<object>`
    select 'contact_choice' as kind, c.id as contact, h.category, h.least
    from contact_choice h join contact c on c.id = h.contact_id
    where c.orgnr = ${orgnr} order by c.id, h.category`.execute(db)
  yield* rows
  const { rows: phone } = await sql<object>`
    select 'contact_phone_choice' as kind, c.id as contact, h.channel, h.least
    from contact_phone_choice h join contact c on c.id = h.contact_id
    where c.orgnr = ${orgnr} order by c.id, h.channel`.execute(db)
  yield* phone
}

/** A member's webhooks, with what each was told; the secrets are nobody's to read again. */
export async function* exportWebhooks(db: Db, { orgnr }: Asked): AsyncGenerator<object> {
  const { rows } = await sql<object>`
    select 'webhook' as kind, h.id, h.name, h.url, h.types, h.least, h.state, h.stopped_for, h.created_at, h.created_by, (
      select coalesce(json_agg(json_build_object('id', e.id, 'type', e.type, 'warning', e.warning_id, 'state', e.state,
        'created_at', e.created_at, 'attempts', (
          select count(*) from webhook_attempt where event_id = e.id)) order by e.created_at, e.id), '[]')
      from webhook_event e where e.webhook_id = h.id) as events
    from webhook h where h.orgnr = ${orgnr} order by h.created_at, h.id`.execute(db)
  yield* rows
}

/** In the transaction that erases the member. @returns how many of what went */
export async function eraseWarningsOf(trx: Db, orgnr: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ deliveries: number; responses: number; attachments: number }>`
    select (select count(*) from delivery join warning w on w.id = warning_id where w.orgnr = ${orgnr}) as deliveries,
      (select count(*) from response join warning w on w.id = warning_id where w.orgnr = ${orgnr}) as responses,
      (select count(*) from response_attachment join response r on r.id = response_id join warning w on w.id = r.warning_id
        where w.orgnr = ${orgnr}) as attachments`.execute(trx)
  const { numAffectedRows: detections = 0n } = await sql`delete from detection where orgnr = ${orgnr}`.execute(trx)
  await sql`delete from triage_act a where not exists (select from triage_act_detection where act_id = a.id)`.execute(
    trx,
  )
  const { numAffectedRows: warnings = 0n } = await sql`delete from warning where orgnr = ${orgnr}`.execute(trx)
  // No ids: anything may be gone.
  for (const topic of ['detections', 'warnings'] as const) await publish(trx, topic, [])
  return {
    detections: Number(detections),
    warnings: Number(warnings),
    deliveries: rows[0]?.deliveries ?? 0,
    responses: rows[0]?.responses ?? 0,
    attachments: rows[0]?.attachments ?? 0,
  }
}
