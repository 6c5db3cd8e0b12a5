/** Reading warnings: pages, the response board, and one with all that happened to it. */
import type {
  Answer,
  DeliveryKind,
  DeliveryState,
  Language,
  ResponseChannel,
  Severity,
  Tlp,
  WarningState,
} from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import { type Db, decodeCursor, page } from '../../platform/index.ts'
import { idIn } from '../cursor.ts'
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
  acknowledged_at: Date | null
  answered_at: Date | null
  answer: Answer | null
  due_at: Date | null
  reopened: number
  reopened_at: Date | null
  reminders: number
  detections: number
}

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

const columns = sql`w.id, w.number, w.orgnr, m.name as member_name, w.title, w.severity, w.tlp, w.state, w.received_at,
  w.created_at, w.approved_at, w.approved_by, w.sent_at, w.acknowledged_at, w.answered_at, w.answer, w.due_at,
  w.reopened, w.reopened_at, w.reminders,
  coalesce(jsonb_array_length(w.content),
    (select count(*) from detection d where d.warning_id = w.id and d.state <> 'dismissed')) as detections`

/** Whoever sees only some members is a member's own person, and sees what was sent, never what was only thought of. */
function inScopeOf(scope: Scope) {
  if (scope === 'all') return sql`true`
  return sql`w.orgnr = any(${scope}) and w.state = any(${memberVisibleStates})`
}

/** The newest first: ids count up with time. */
export async function listWarnings(db: Db, filter: WarningFilter, cursor: string | undefined, limit: number) {
  const after = decodeCursor(cursor, 1)
  return page(await select(db, filter, after === null ? null : idIn(after[0]), limit + 1), limit, ({ id }) => [id])
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
  const title = sql`(w.title ilike ${like} and not (${hideRed} and w.tlp = 'RED'))`
  const number = q === undefined ? null : Number(/^\s*v?-?0*(\d{1,15})\s*$/i.exec(q)?.[1] ?? Number.NaN)
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
          number === null || Number.isNaN(number)
            ? sql`(${title} or m.name ilike ${like})`
            : sql`(w.number = ${number} or ${title} or m.name ilike ${like})`,
        ]),
    ...(after === null ? [] : [sql`w.id < ${after}`]),
  ]
  const { rows } = await sql<WarningRow>`
    select ${columns} from warning w join member m using (orgnr)
    where ${sql.join(where, sql` and `)} order by w.id desc limit ${limit}`.execute(db)
  return rows
}

export type BoardTotals = {
  sent: number
  delivered: number
  acknowledged: number
  answered: number
  need_help: number
  overdue: number
  bounced: number
}

/** Of all that were sent or tried in the last `days`: how many got how far. */
export async function boardTotals(db: Db, scope: Scope, now: Date, since: Date): Promise<BoardTotals> {
  const { rows } = await sql<BoardTotals>`
    select count(*) as sent, count(w.sent_at) as delivered, count(w.acknowledged_at) as acknowledged,
      count(*) filter (where w.state = 'answered') as answered,
      count(*) filter (where w.answer = 'affected_need_help') as need_help,
      count(*) filter (where w.state in ('sent', 'acknowledged') and w.due_at < ${now}) as overdue,
      count(*) filter (where w.state = 'failed' or exists (
        select from delivery where warning_id = w.id and state in ('bounced', 'failed'))) as bounced
    from warning w where ${inScopeOf(scope)} and w.approved_at >= ${since}
      and w.state not in ('draft', 'cancelled')`.execute(db)
  return rows[0] as BoardTotals
}

/** What is silent first: help asked for, reached nobody, past the deadline, then by deadline; what is answered last. */
export async function boardRows(db: Db, scope: Scope, now: Date, since: Date, limit: number): Promise<WarningRow[]> {
  const { rows } = await sql<WarningRow>`
    select ${columns} from warning w join member m using (orgnr)
    where ${inScopeOf(scope)} and w.approved_at >= ${since} and w.state not in ('draft', 'cancelled')
    order by case
        when w.answer = 'affected_need_help' then 0
        when w.state = 'failed' then 1
        when w.state in ('sent', 'acknowledged') and w.due_at < ${now} then 2
        when w.state = 'sent' then 3
        when w.state = 'acknowledged' then 4
        when w.state = 'sending' then 5
        else 6 end,
      w.due_at, w.id desc
    limit ${limit}`.execute(db)
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
}

export async function deliveriesOf(db: Db, warning: string): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select id, kind, round, contact_name, email, language, state, attempts, last_reply, subject, body_text, created_at, attempted_at,
      delivered_at from delivery where warning_id = ${warning}
    order by created_at, contact_name, email`.execute(db)
  return rows
}

export type ResponseRow = {
  id: string
  contact_id: string | null
  contact_name: string
  kind: 'acknowledge' | 'answer'
  answer: Answer | null
  comment: string
  created_at: Date
  channel: ResponseChannel
  recorded_by: string | null
}

/** The newest last. */
export async function responsesTo(db: Db, warning: string): Promise<ResponseRow[]> {
  const { rows } = await sql<ResponseRow>`
    select id, contact_id, contact_name, kind, answer, comment, created_at, channel, recorded_by
    from response where warning_id = ${warning} order by created_at, id`.execute(db)
  return rows
}
