/** Hunts as they are shown: the list of them, and one with what it has found. */
import type { HitField, Hunt, HuntIndicator, HuntMember, HuntState, HuntSummary } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'
import { withinScope } from './hunt.store.ts'

const mostResults = 5000
const mostNamed = 3

type SummaryRow = {
  id: string
  state: HuntState
  created_at: Date
  ended_at: Date | null
  days: number
  indicators: number
  events_total: number
  events_done: number
  seen: number
}

const summaryColumns = sql`hunt.id, hunt.state, hunt.created_at, hunt.ended_at, hunt.days,
  jsonb_array_length(hunt.indicators) as indicators, hunt.events_total, hunt.events_done,
  (select count(distinct number) from hunt_hit where hunt_id = hunt.id)::int as seen`

function summaryOf({ created_at, ended_at, ...row }: SummaryRow) {
  return { ...row, created_at: created_at.toISOString(), ended_at: ended_at?.toISOString() ?? null }
}

/** The newest first (ids sort by when they were made); one more than `limit` where there are more. */
export async function listHunts(db: Db, scope: Scope, before: string | null, limit: number): Promise<HuntSummary[]> {
  const { rows } = await sql<SummaryRow & { members: number; first_indicators: HuntIndicator[] }>`
    select ${summaryColumns}, (select count(distinct orgnr) from hunt_hit where hunt_id = hunt.id)::int as members,
      jsonb_path_query_array(hunt.indicators, ${`$[0 to ${mostNamed - 1}]`}::jsonpath) as first_indicators
    from hunt where ${withinScope(scope)} and (${before}::uuid is null or hunt.id < ${before}::uuid)
    order by hunt.id desc limit ${limit + 1}`.execute(db)
  return rows.map(({ members, first_indicators, ...row }) => ({ ...summaryOf(row), members, first_indicators }))
}

export async function findHunt(db: Db, id: string, scope: Scope): Promise<Hunt | null> {
  const { rows } = await sql<SummaryRow & { asked: HuntIndicator[] }>`
    select ${summaryColumns}, hunt.indicators as asked from hunt where id = ${id} and ${withinScope(scope)}`.execute(db)
  const [hunt] = rows
  if (!hunt) return null
  const { asked, ...summary } = hunt
  const { results, total } = await resultsOf(db, id, asked)
  return { ...summaryOf(summary), results_total: total, results, members: await membersOf(db, id) }
}

async function resultsOf(db: Db, id: string, asked: readonly HuntIndicator[]) {
  const { rows } = await sql<{
    number: number
    member: string | null
    member_name: string | null
    events: number
    first_seen: Date
    last_seen: Date
    fields: HitField[]
    of: number
  }>`
    select h.number, h.orgnr as member, m.name as member_name, h.events, h.first_seen, h.last_seen, h.fields,
      count(*) over ()::int as of
    from hunt_hit h left join member m using (orgnr)
    where h.hunt_id = ${id} order by h.events desc, h.number, h.orgnr limit ${mostResults}`.execute(db)
  const results = rows.flatMap(({ number, of: _of, first_seen, last_seen, ...row }) => {
    const indicator = asked[number]
    if (indicator === undefined) return []
    return [{ ...indicator, ...row, first_seen: first_seen.toISOString(), last_seen: last_seen.toISOString() }]
  })
  return { results, total: rows[0]?.of ?? 0 }
}

async function membersOf(db: Db, id: string): Promise<HuntMember[]> {
  const { rows } = await sql<Omit<HuntMember, 'first_seen' | 'last_seen'> & { first_seen: Date; last_seen: Date }>`
    select h.orgnr as member, m.name as member_name, count(*)::int as indicators, sum(h.events)::bigint as events,
      min(h.first_seen) as first_seen, max(h.last_seen) as last_seen,
      (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'events', d.events) order by d.day), '[]')
        from hunt_day d where d.hunt_id = ${id} and d.orgnr is not distinct from h.orgnr) as days
    from hunt_hit h left join member m using (orgnr)
    where h.hunt_id = ${id} group by h.orgnr, m.name order by 4 desc, 1`.execute(db)
  return rows.map(({ first_seen, last_seen, ...row }) => ({
    ...row,
    first_seen: first_seen.toISOString(),
    last_seen: last_seen.toISOString(),
  }))
}
