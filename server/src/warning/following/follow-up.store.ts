/** Who has not acted on what is exploited: by member as it stands, and over time. */
import type { FollowUpFilter } from '@varde/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'
import type { Change } from './over-time.ts'

export type FollowUpAsked = FollowUpFilter & { scope: Scope }

/** Of the members. */
function membersOf({ scope, county, kind }: FollowUpAsked): RawBuilder<unknown> {
  return sql.join(
    [
      scope === 'all' ? sql`true` : sql`m.orgnr = any(${scope})`,
      ...(county === undefined ? [] : [sql`left(m.municipality_number, 2) = ${county}`]),
      ...(kind === undefined ? [] : [sql`m.kind = ${kind}`]),
    ],
    sql` and `,
  )
}

/** Of spans. Members are chosen once, and not for each span. */
function spansOf(asked: FollowUpAsked): RawBuilder<unknown> {
  const { scope, county, kind, cve, advisory } = asked
  const some = scope !== 'all' || county !== undefined || kind !== undefined
  return sql.join(
    [
      some ? sql`s.orgnr in (select orgnr from member m where ${membersOf(asked)})` : sql`true`,
      ...(cve === undefined ? [] : [sql`s.cve = ${cve}`]),
      ...(advisory === undefined
        ? []
        : [sql`(s.orgnr, s.cve) in (select orgnr, cve from advisory_told where advisory_id = ${advisory})`]),
    ],
    sql` and `,
  )
}

export type UnresolvedRow = {
  orgnr: string
  member_name: string
  county: string | null
  kind: string
  unresolved: number
  silent: number
  untold: number
  answered: number
  oldest_since: Date
  silent_since: Date | null
  help: number
  last_answer: Date | null
  warning: string | null
  number: number | null
  /** Of all by the filter. */
  count: number
}

const orders = {
  pressing: sql`silent_since nulls last, untold = 0, oldest_since, member_name, orgnr`,
  oldest: sql`oldest_since, member_name, orgnr`,
  most: sql`unresolved desc, oldest_since, member_name, orgnr`,
  name: sql`member_name, orgnr`,
} satisfies Record<NonNullable<FollowUpFilter['sort']>, RawBuilder<unknown>>

/** An advisory's warning about something that is unresolved there. */
const concerns = sql`w.orgnr = p.orgnr and w.advisory_id is not null and exists (
  select from advisory_told t join member_vulnerability_span s on s.orgnr = t.orgnr and s.cve = t.cve and s.ended_at is null
  where t.advisory_id = w.advisory_id and t.orgnr = w.orgnr)`

export async function unresolvedByMember(db: Db, asked: FollowUpAsked, limit: number): Promise<UnresolvedRow[]> {
  const { standing, sort = 'pressing' } = asked
  const { rows } = await sql<UnresolvedRow>`
    with own as (
      select s.orgnr, count(*) as unresolved, count(*) filter (where standing = 'silent') as silent,
        count(*) filter (where standing = 'untold') as untold, count(*) filter (where standing = 'answered') as answered,
        min(open_since) as oldest_since, min(began_at) filter (where standing = 'silent') as silent_since
      from member_vulnerability_span s where s.ended_at is null and ${spansOf(asked)} group by s.orgnr
    ), page as materialized (
      select own.*, m.name as member_name, left(m.municipality_number, 2) as county, m.kind, count(*) over () as count
      from own join member m using (orgnr)
      where ${standing === undefined ? sql`true` : sql`${sql.ref(standing)} > 0`}
      order by ${orders[sort]} limit ${limit}
    )
    select p.*, said.last_answer, help.help, waits.id as warning, waits.number from page p
    cross join lateral (
      select max(vex_at) as last_answer from member_vulnerability f where f.orgnr = p.orgnr and f.vex is not null) as said
    cross join lateral (
      select count(*) as help from warning w
      where ${concerns} and w.state = 'answered' and w.answer = 'affected_need_help') as help
    left join lateral (
      select w.id, w.number from warning w where ${concerns} and w.state in ('sent', 'acknowledged')
      order by w.due_at nulls last, w.id limit 1) as waits on true
    order by ${orders[sort]}`.execute(db)
  return rows
}

/** @param ends of all weeks but the last, which is as it is now */
export async function changesByWeek(db: Db, asked: FollowUpAsked, ends: readonly Date[]): Promise<Change[]> {
  const week = (at: RawBuilder<unknown>) => sql`width_bucket(${at}, ${ends}::timestamptz[])`
  const all = sql`member_vulnerability_span s where ${spansOf(asked)}`
  const { rows } = await sql<Change>`
    select orgnr, standing, week, sum(change)::int as change from (
      select orgnr, standing, ${ends.length === 0 ? sql`0` : week(sql`began_at`)} as week, 1 as change
      from ${all} and (ended_at is null or ended_at >= ${ends[0] ?? 'infinity'})
      union all
      select orgnr, standing, ${ends.length === 0 ? sql`0` : week(sql`ended_at`)}, -1
      from ${all} and ended_at >= ${ends[0] ?? 'infinity'}) as c
    group by 1, 2, 3`.execute(db)
  return rows
}

/** From when it is known how things stood. */
export async function followedSince(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    select min(began_at) as since from member_vulnerability_span`.execute(db)
  return rows[0]?.since ?? null
}

export async function coverageOf(db: Db, asked: FollowUpAsked): Promise<{ members: number; with_inventory: number }> {
  const { rows } = await sql<{ members: number; with_inventory: number }>`
    select count(*) as members, count(*) filter (
      where exists (select from inventory_item i where i.orgnr = m.orgnr and i.removed_at is null)) as with_inventory
    from member m where ${membersOf(asked)}`.execute(db)
  return rows[0] ?? { members: 0, with_inventory: 0 }
}
