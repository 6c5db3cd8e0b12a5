/** The figures and the list of what burns. Only reads; each statement uses an index or a small table. */
import type { Tlp } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { inView } from '../detections/detection.store.ts'
import type { Burning, Counted } from './overview.ts'
import { mostBurning } from './overview.ts'

export type Figures = {
  queue: number
  queue_critical: number
  unanswered: number
  overdue: number
  need_help: number
  undelivered: number
  last_warning_at: Date | null
  /** When the last thing that could burn was dealt with; the start of the constituency where nothing ever was. */
  dealt_with_at: Date | null
}

/**
 * Not known to the member: no mail server has taken any mail of it, or one of its mails was given up. What is being sent
 * for the first time does not count; what a mail server has put off does.
 */
const undelivered = sql`(w.state = 'failed'
  or w.state = 'sending' and w.id in (select warning_id from delivery where state = 'deferred')
  or w.state in ('sending', 'sent') and w.id in (select warning_id from delivery where state in ('bounced', 'failed')))`
const critical = (now: Date) => sql`${inView('queued', now)} and d.severity_rank <= 1`

export async function figures(db: Db, now: Date): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select
      waiting.queue, waiting.queue_critical,
      (select count(*) from warning where state in ('sent', 'acknowledged')) as unanswered,
      (select count(*) from warning where state in ('sent', 'acknowledged') and due_at < ${now}) as overdue,
      (select count(*) from warning where state = 'answered' and answer = 'affected_need_help') as need_help,
      (select count(*) from warning w where ${undelivered}) as undelivered,
      (select max(sent_at) from warning) as last_warning_at,
      coalesce(
        greatest((select max(answered_at) from warning), (select max(sent_at) from warning),
          (select max(approved_at) from warning where approved_by is not null),
          (select max(updated_at) from detection where state = 'dismissed'),
          (select max(delivered_at) from delivery)),
        (select min(created_at) from member)) as dealt_with_at
    from (select count(*) as queue, count(*) filter (where d.severity_rank <= 1) as queue_critical
      from detection d where ${inView('queued', now)}) as waiting`.execute(db)
  return rows[0] as Figures
}

type Row = Omit<Burning, 'since'> & { since: Date; tlp: Tlp }

/** Warnings and detections that burn, each kind up to what the list can show. */
export async function burningOf(db: Db, now: Date): Promise<(Burning & { tlp: Tlp })[]> {
  // Names are looked up for those that are shown alone: joined sooner, all that burns at every member would be read.
  const { rows } = await sql<Row>`
    select b.*, m.name as member_name from (
      (select 'need_help' as kind, w.severity, w.title, w.orgnr as member, w.answered_at as since, w.id::text as id, w.tlp
        from warning w
        where w.state = 'answered' and w.answer = 'affected_need_help' order by w.answered_at limit ${mostBurning})
      union all
      (select 'overdue', w.severity, w.title, w.orgnr, w.due_at, w.id::text, w.tlp
        from warning w
        where w.state in ('sent', 'acknowledged') and w.due_at < ${now} order by w.due_at limit ${mostBurning})
      union all
      (select 'undelivered', w.severity,
          case when exists (select from delivery where warning_id = w.id) then w.title
            else w.title || ' (no contact)' end,
          w.orgnr, coalesce(w.approved_at, w.created_at), w.id::text, w.tlp
        from warning w
        where ${undelivered} order by w.approved_at limit ${mostBurning})
      union all
      (select 'queue', d.severity, d.cause_label || coalesce(', ' || host(d.inner_host), ''), d.orgnr, d.created_at,
          d.id::text, d.tlp
        from detection d
        where ${critical(now)} order by d.severity_rank, d.id limit ${mostBurning})) b
    join member m on m.orgnr = b.member`.execute(db)
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }))
}

/** New detections and warnings sent, by hour. */
export async function perHour(db: Db, from: Date): Promise<{ detections: Counted[]; warnings: Counted[] }> {
  const count = async (source: ReturnType<typeof sql>) => {
    const { rows } = await sql<Counted>`
      select date_trunc('hour', at, 'UTC') as hour, count(*) as count from (${source}) as source group by 1`.execute(db)
    return rows
  }
  const [detections, warnings] = await Promise.all([
    count(sql`select created_at as at from detection where created_at >= ${from}`),
    count(sql`select sent_at as at from warning where sent_at >= ${from}`),
  ])
  return { detections, warnings }
}
