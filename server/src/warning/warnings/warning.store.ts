/** Reading warnings: pages, and one with all that happened to it. */
import type {
  Answer,
  DeliveryKind,
  DeliveryState,
  Language,
  MailProtection,
  MailSignature,
  ResponseChannel,
  Severity,
  Tlp,
  WaitReason,
  WarningState,
} from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import { type Db, decodeCursor, page } from '../../platform/index.ts'
import { idIn } from '../cursor.ts'
import { membersCalled } from '../members-called.ts'
import { memberVisibleStates, unansweredStates } from './warning.ts'

export type WarningRow = {
  id: string
  number: number
  orgnr: string
  member_name: string
  title: string
  severity: Severity
  tlp: Tlp
  state: WarningState
  received_at: Date
  created_at: Date
  approved_at: Date | null
  approved_by: string | null
  sent_at: Date | null
  opened_at: Date | null
  acknowledged_at: Date | null
  answered_at: Date | null
  answer: Answer | null
  due_at: Date | null
  reopened: number
  reopened_at: Date | null
  reminders: number
  waits: WaitRow | null
  detections: number
  advisory_id: string | null
  advisory_version: number | null
}
/** RFC 3339, as the database writes it into JSON. */
export type WaitRow = { until: string; why: WaitReason }

export type WarningFilter = {
  scope: Scope
  member?: string | undefined
  state?: WarningState | undefined
  severity?: Severity | undefined
  q?: string | undefined
  open?: boolean | undefined
  id?: string | undefined
  /** The caller may not read the texts of TLP:RED: a search must not tell of them either. */
  hideRed?: boolean | undefined
}

/** Of a delivery `d`: until when it waits, and why. */
const waitOfDelivery = sql`case when d.waits_until is not null
  then json_build_object('until', d.waits_until, 'why', d.waits_for) end`
/** The same of a warning `w`, where every mail waits that could be the first to reach somebody. */
export const waitOfWarning = sql`case when w.state = 'sending' then (
  select ${waitOfDelivery} from delivery d
  where d.warning_id = w.id and d.kind in ('warning', 'relapse') and d.relapse = w.reopened
    and d.state in ('queued', 'deferred')
  order by d.waits_until nulls first limit 1) end`

export const warningColumns = sql`w.id, w.number, w.orgnr, m.name as member_name, w.title, w.severity, w.tlp, w.state, w.received_at,
  w.created_at, w.approved_at, w.approved_by, w.sent_at, w.opened_at, w.acknowledged_at, w.answered_at, w.answer, w.due_at,
  w.reopened, w.reopened_at, w.reminders, w.advisory_id, w.advisory_version, ${waitOfWarning} as waits,
  coalesce(jsonb_array_length(w.content),
    (select count(*) from detection d where d.warning_id = w.id and d.state <> 'dismissed')) as detections`

/** How many of these nobody gets yet. */
export async function countWaiting(db: Db, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from warning w where w.id = any(${ids}::uuid[]) and ${waitOfWarning} is not null`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/**
 * Whoever sees only some members is a member's own person, and sees what was sent, never what was only thought of: nor what
 * waits to be sent for the first time, since it may be withdrawn, and then nobody got it.
 */
export function inScopeOf(scope: Scope) {
  if (scope === 'all') return sql`true`
  return sql`w.orgnr = any(${scope}) and w.state = any(${memberVisibleStates})
    and (w.reopened > 0 or ${waitOfWarning} is null)`
}

/** The newest first: ids count up with time. */
export async function listWarnings(db: Db, filter: WarningFilter, cursor: string | undefined, limit: number) {
  const after = decodeCursor(cursor, 1)
  return page(await select(db, filter, after === null ? null : idIn(after[0]), limit + 1), limit, ({ id }) => [id])
}

/** Rows read at a time. */
const pageRows = 1000

/** All of a filter, the newest first. */
export async function* allWarnings(db: Db, filter: WarningFilter): AsyncGenerator<WarningRow> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await listWarnings(db, filter, cursor, pageRows)
    yield* items
    if (next === null) return
    cursor = next
  }
}

export async function findWarning(db: Db, scope: Scope, id: string): Promise<WarningRow | null> {
  return (await select(db, { scope, id }, null, 1))[0] ?? null
}

async function select(
  db: Db,
  { scope, member, state, severity, q, open, id, hideRed = false }: WarningFilter,
  after: string | null,
  limit: number,
): Promise<WarningRow[]> {
  const like = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const title = sql`(w.title_search like lower(${like}) and not (${hideRed} and w.tlp = 'RED'))`
  const number = q === undefined ? null : Number(/^\s*v?-?0*(\d{1,15})\s*$/i.exec(q)?.[1] ?? Number.NaN)
  // A file that came with an answer is found by its SHA-256.
  const file = /^\s*([0-9a-f]{64})\s*$/i.exec(q ?? '')?.[1]?.toLowerCase() ?? null
  const where = [
    inScopeOf(scope),
    ...(member === undefined ? [] : [sql`w.orgnr = ${member}`]),
    ...(state === undefined ? [] : [sql`w.state = ${state}`]),
    ...(severity === undefined ? [] : [sql`w.severity = ${severity}`]),
    ...(open === true ? [sql`w.state = any(${unansweredStates})`] : []),
    ...(id === undefined ? [] : [sql`w.id = ${id}`]),
    ...(like === null
      ? []
      : [
          file !== null
            ? sql`w.id in (select r.warning_id from response_attachment a join response r on r.id = a.response_id
                where a.sha256 = ${file})`
            : number === null || Number.isNaN(number)
              ? sql`(${title} or w.orgnr = any(${membersCalled(like)}))`
              : sql`(w.number = ${number} or ${title} or w.orgnr = any(${membersCalled(like)}))`,
        ]),
    ...(after === null ? [] : [sql`w.id < ${after}`]),
  ]
  const { rows } = await sql<WarningRow>`
    select ${warningColumns} from (
      select * from warning w where ${sql.join(where, sql` and `)} order by w.id desc limit ${limit}) w
    join member m using (orgnr) order by w.id desc`.execute(db)
  return rows
}

export type DeliveryRow = {
  id: string
  kind: DeliveryKind
  round: number
  contact_name: string
  email: string
  language: Language
  state: DeliveryState
  attempts: number
  last_reply: string
  subject: string
  body_text: string
  created_at: Date
  attempted_at: Date | null
  delivered_at: Date | null
  protection: MailProtection | null
  status: string | null
  reported_at: Date | null
  waits_for_key: boolean
  waits: WaitRow | null
  /** The numbers of the other warnings in the same mail. */
  together: number[]
}

export async function deliveriesOf(db: Db, warning: string): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select id, kind, round, contact_name, email, language, state, attempts, last_reply, subject, body_text, created_at, attempted_at,
      delivered_at, protection, status, reported_at, waits_for_key, ${waitOfDelivery} as waits, array(
        select distinct w.number from delivery o join warning w on w.id = o.warning_id
        where case when o.mail_id is null then o.id else o.mail_id end = case when d.mail_id is null then d.id else d.mail_id end
          and o.warning_id <> d.warning_id order by 1) as together
    from delivery d where warning_id = ${warning} order by created_at, contact_name, email`.execute(db)
  return rows
}

export type ResponseRow = {
  id: string
  contact_id: string | null
  contact_name: string
  kind: 'acknowledge' | 'answer' | 'withdraw'
  one_by_one: boolean
  answer: Answer | null
  comment: string
  created_at: Date
  channel: ResponseChannel
  recorded_by: string | null
  signature: MailSignature | null
  done: string[]
}

/** The newest last. */
export async function responsesTo(db: Db, warning: string): Promise<ResponseRow[]> {
  const { rows } = await sql<ResponseRow>`
    select id, contact_id, contact_name, kind, answer, comment, created_at, channel, recorded_by, signature, done, one_by_one
    from response where warning_id = ${warning} order by created_at, id`.execute(db)
  return rows
}
