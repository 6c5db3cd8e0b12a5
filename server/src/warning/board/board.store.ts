/** Who is silent, and how long it took: of what was sent, by any filter. */
import { type Answer, type BoardPart, type BoardQuery, boardParts, type Severity, type Spread } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'
import { inScopeOf, type WarningRow, waitOfWarning, warningColumns } from '../warnings/warning.store.ts'

export type BoardFilter = BoardQuery & { scope: Scope; now: Date; since: Date }

/** Each stands in one way; the order is that of the board, the most pressing first. */
function partOf(now: Date) {
  return sql`case when w.answer = 'affected_need_help' then 0
    when w.state = 'failed' then 1
    when w.state in ('sent', 'acknowledged') and w.due_at < ${now} then 2
    when w.state = 'sent' or w.state = 'sending' and ${waitOfWarning} is null then 3
    when w.state = 'sending' then 4
    when w.state = 'acknowledged' then 5
    else 6 end`
}

function whereOf({ scope, now, since, campaign, advisory, severity, kind, part, silent }: BoardFilter) {
  const where = [
    inScopeOf(scope),
    sql`w.approved_at >= ${since}`,
    sql`w.state not in ('draft', 'cancelled')`,
    ...(campaign === undefined ? [] : [sql`w.campaign_id = ${campaign}`]),
    ...(advisory === undefined ? [] : [sql`w.advisory_id = ${advisory}`]),
    ...(severity === undefined ? [] : [sql`w.severity = ${severity}`]),
    ...(kind === undefined ? [] : [sql`w.orgnr in (select orgnr from member where kind = ${kind})`]),
    ...(part === undefined ? [] : [sql`${partOf(now)} = ${boardParts.indexOf(part)}`]),
    ...(silent === true ? [sql`w.state <> 'answered'`] : []),
  ]
  return sql.join(where, sql` and `)
}

export type BoardTotals = { sent: number; delivered: number; opened: number; seen: number; done: number } & Record<
  BoardPart,
  number
>

/** Answers that leave nothing to do. */
const ending = ['affected_handled', 'not_affected', 'false_alarm'] as const satisfies readonly Answer[]

export async function boardTotals(db: Db, filter: BoardFilter): Promise<BoardTotals> {
  const { rows } = await sql<BoardTotals>`
    select count(*) as sent, count(sent_at) as delivered,
      count(*) filter (where opened_at is not null or state in ('acknowledged', 'answered')) as opened,
      count(*) filter (where state in ('acknowledged', 'answered')) as seen,
      count(*) filter (where state = 'answered' and answer = any(${[...ending]}::text[])) as done,
      ${sql.join(boardParts.map((part, i) => sql`count(*) filter (where part = ${sql.lit(i)}) as ${sql.id(part)}`))}
    from (select w.sent_at, w.opened_at, w.state, w.answer, ${partOf(filter.now)} as part from warning w
      where ${whereOf(filter)}) as w`.execute(db)
  return rows[0] as BoardTotals
}

/** The most pressing first. */
export async function boardRows(
  db: Db,
  filter: BoardFilter,
  limit: number,
): Promise<(WarningRow & { part: BoardPart })[]> {
  const { rows } = await sql<WarningRow & { part: BoardPart }>`
    with chosen as materialized (
      select w.id, ${partOf(filter.now)} as part, w.due_at from warning w
      where ${whereOf(filter)} order by part, w.due_at, w.id desc limit ${limit})
    select ${warningColumns}, (${[...boardParts]}::text[])[c.part + 1] as part from chosen c join warning w using (id) join member m using (orgnr)
    order by c.part, c.due_at, c.id desc`.execute(db)
  return rows
}

/** Rows read at a time. */
const pageRows = 1000

/** All of the filter, the newest first. */
export async function* allOfBoard(db: Db, filter: BoardFilter): AsyncGenerator<WarningRow> {
  for (let before: string | null = null; ; ) {
    const { rows }: { rows: WarningRow[] } = await sql<WarningRow>`
      select ${warningColumns} from warning w join member m using (orgnr)
      where ${whereOf(filter)} and (${before}::uuid is null or w.id < ${before}::uuid)
      order by w.id desc limit ${pageRows}`.execute(db)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageRows) return
    before = last.id
  }
}

/** What a campaign is called, for whoever sees it. */
export async function nameOfCampaign(db: Db, id: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select name from campaign where id = ${id}`.execute(db)
  return rows[0]?.name ?? null
}

/** How an advisory is named in subjects, for whoever sees a warning of it. */
export async function labelOfAdvisory(db: Db, scope: Scope, id: string): Promise<string | null> {
  const { rows } = await sql<{ label: string }>`
    select w.advised ->> 'label' as label from warning w
    where w.advisory_id = ${id} and ${inScopeOf(scope)} order by w.advisory_version desc limit 1`.execute(db)
  return rows[0]?.label ?? null
}

type Times = { scope: Scope; from: Date; campaign?: string | undefined; severity?: Severity | undefined }
type TimesRow = { week: Date | null; warn: Spread; answer: Spread }

const spreadOf = (seconds: ReturnType<typeof sql>) => sql`json_build_object('count', count(${seconds}),
  'p50', percentile_cont(0.5) within group (order by ${seconds}),
  'p90', percentile_cont(0.9) within group (order by ${seconds}),
  'p99', percentile_cont(0.99) within group (order by ${seconds}))`

/** By week, and with no week all together. */
export async function warningTimes(db: Db, { scope, from, campaign, severity }: Times): Promise<TimesRow[]> {
  const { rows } = await sql<TimesRow>`
    select date_trunc('week', w.sent_at, 'UTC') as week,
      ${spreadOf(sql`extract(epoch from w.sent_at - w.received_at)::float8`)} as warn,
      ${spreadOf(sql`extract(epoch from w.answered_at - w.sent_at)::float8`)} as answer
    from warning w
    where ${inScopeOf(scope)} and w.sent_at >= ${from} and (${campaign ?? null}::uuid is null or w.campaign_id = ${campaign ?? null})
      and (${severity ?? null}::text is null or w.severity = ${severity ?? null})
    group by grouping sets ((1), ()) order by 1`.execute(db)
  return rows
}
