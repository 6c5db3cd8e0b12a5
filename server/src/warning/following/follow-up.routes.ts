/** Exploited vulnerabilities that are unresolved: who has not acted? */
import { FollowUp, FollowUpFilter, FollowUpQuery, type FollowUpRow } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, replies } from '../../platform/index.ts'
import { daysOpen } from '../../vulnerability/index.ts'
import { labelOfAdvisory } from '../board/board.store.ts'
import { weeksOf } from '../board/weeks.ts'
import { iso } from '../shown.ts'
import { changesByWeek, coverageOf, followedSince, type UnresolvedRow, unresolvedByMember } from './follow-up.store.ts'
import { followUpFile } from './follow-up-file.ts'
import { overTime } from './over-time.ts'

const rowsShown = 500
/** More than there are members anywhere. */
const rowsOfFile = 100_000

export function addFollowUpRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  const config = { rule: { action: 'vulnerabilities.read' } } as const
  const tags = ['vulnerabilities']

  app.get(
    '/api/v1/vulnerabilities/follow-up',
    {
      config,
      schema: {
        summary: 'Who has not acted on what is exploited: by member, the most pressing first, and over time',
        tags,
        querystring: FollowUpQuery,
        response: replies({ 200: FollowUp }, guarded),
      },
    },
    async (request) => {
      const { scope, db } = reachOf(request)
      const { weeks = 26, ...filter } = request.query
      const now = clock()
      const asked = { ...filter, scope }
      const mondays = weeksOf(now, weeks)
      const [rows, changes, since, coverage, advisory] = await Promise.all([
        unresolvedByMember(db, asked, rowsShown),
        changesByWeek(db, asked, mondays.slice(1)),
        followedSince(db),
        coverageOf(db, asked),
        filter.advisory === undefined ? null : labelOfAdvisory(db, scope, filter.advisory),
      ])
      const counts = overTime(changes, weeks)
      return {
        as_of: now.toISOString(),
        since: iso(since),
        advisory,
        coverage,
        weeks: mondays.flatMap((week, i) => {
          const count = counts[i]
          return count === undefined ? [] : [{ week: week.toISOString(), ...count }]
        }),
        count: rows[0]?.count ?? 0,
        rows: rows.map((row) => shownUnresolved(row, now)),
      }
    },
  )

  app.get(
    '/api/v1/vulnerabilities/follow-up/export',
    {
      config,
      schema: {
        summary: 'All who have not acted by a filter, as CSV',
        tags,
        querystring: FollowUpFilter,
        response: {
          ...replies({}, guarded),
          200: { description: 'One line a member', content: { 'text/csv': { schema: Type.String() } } },
        },
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const now = clock()
      const rows = await unresolvedByMember(db, { ...request.query, scope }, rowsOfFile)
      await note(db, { act: 'follow_up.exported', details: { ...request.query } })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="varde-oppfolging-${now.toISOString().slice(0, 10)}.csv"`)
        .send(followUpFile(rows.map((row) => shownUnresolved(row, now))))
    },
  )
}

function shownUnresolved(row: UnresolvedRow, now: Date): FollowUpRow {
  return {
    member: row.orgnr,
    member_name: row.member_name,
    county: row.county,
    kind: row.kind,
    unresolved: row.unresolved,
    silent: row.silent,
    untold: row.untold,
    answered: row.answered,
    oldest_since: row.oldest_since.toISOString(),
    days: daysOpen(row.oldest_since, now),
    silent_since: iso(row.silent_since),
    help: row.help,
    last_answer: iso(row.last_answer),
    warning: row.warning === null || row.number === null ? null : { id: row.warning, number: row.number },
  }
}
