/** Suppressions as they are listed, with what each has held back. */
import type { CauseKind, Severity, Suppression, SuppressionState, Tlp } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { membersCalled } from '../members-called.ts'

export type SuppressionRow = Omit<Suppression, 'state' | 'cause' | 'created_at' | 'until' | 'ended_at'> & {
  cause_kind: CauseKind | null
  cause_key: string | null
  cause_label: string | null
  indicator_type: string | null
  tlp: Tlp | null
  up_to: Severity
  created_at: Date
  until: Date
  ended_at: Date | null
}

type Listed = {
  state?: SuppressionState | undefined
  q?: string | undefined
  member?: string
  /** All of them where it is left out. */
  limit?: number
}

/** The cause of suppression `s` as its detections name it. */
const causeOf = sql`(select d.cause_label, d.indicator_type, d.tlp from detection d
  where d.cause_kind = s.cause_kind and d.cause_key = s.cause_key limit 1)`

/** Those that are active first, those that end the soonest first among them; then those that ended last. */
export async function listSuppressions(
  db: Db,
  { state, q, member, limit }: Listed,
  now: Date,
): Promise<{ rows: SuppressionRow[]; total: number; held: number }> {
  const active = sql<boolean>`(s.ended_at is null and s.until > ${now})`
  const like = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const where = sql`${member === undefined ? sql`true` : sql`s.orgnr = ${member}`}
    and ${state === undefined ? sql`true` : state === 'active' ? active : sql`not ${active}`}
    and ${
      like === null
        ? sql`true`
        : sql`(s.reason ilike ${like} or s.author ilike ${like} or s.category ilike ${like} or s.source ilike ${like}
      or s.orgnr = ${q} or s.orgnr = any(${membersCalled(like)}) or s.network::text ilike ${like}
      or exists (select from ${causeOf} c where c.cause_label ilike ${like} and c.tlp is distinct from 'RED'))`
    }`
  // Cut before anything is counted: each count reads all that one has ever held back.
  const { rows } = await sql<SuppressionRow>`
    select s.id, s.cause_kind, s.cause_key, c.cause_label, c.indicator_type, c.tlp, s.category, s.source, s.orgnr as member,
      m.name as member_name, s.network::text as network, s.up_to, s.reason, s.author, s.created_at, s.until, s.ended_at,
      s.ended_by, f.detections, f.events, f.members, f.held
    from (select s.*, row_number() over (
        order by ${active} desc, case when ${active} then s.until end, coalesce(s.ended_at, s.until) desc, s.id) as place
      from suppression s where ${where} order by place limit ${limit ?? null}) s
    left join member m using (orgnr)
    left join lateral ${causeOf} c on true
    cross join lateral (
      select count(*) as detections, coalesce(sum(d.events), 0)::bigint as events, count(distinct d.orgnr) as members,
        count(*) filter (where d.held and d.state = 'queued') as held
      from detection d where d.suppressed_by = s.id) f
    order by s.place`.execute(db)
  const { rows: sums } = await sql<{ total: number; held: number }>`
    with s as (select s.id from suppression s where ${where})
    select (select count(*) from s) as total,
      (select count(*) from detection d join s on s.id = d.suppressed_by where d.held and d.state = 'queued') as held`.execute(
    db,
  )
  return { rows, ...(sums[0] as { total: number; held: number }) }
}
