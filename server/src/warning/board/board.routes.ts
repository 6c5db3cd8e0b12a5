/** Who is silent, and how long it took. */
import { Readable } from 'node:stream'
import { Board, BoardQuery, languages, WarningTimes, WarningTimesQuery, words } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, replies } from '../../platform/index.ts'
import { redWarnings, shownTo, warningLines } from '../warnings/warning.routes.ts'
import { warningFile } from '../warnings/warning-file.ts'
import { boardPage, boardPagePolicy } from './board.page.ts'
import { allOfBoard, boardRows, boardTotals, labelOfAdvisory, nameOfCampaign, warningTimes } from './board.store.ts'
import { weeksOf } from './weeks.ts'

/** The board shows what is recent; older warnings are in the list, and all of a campaign or an advisory are on its own. */
const boardDays = 90
const rowsShown = 500
/** On paper: some hundred sheets. */
const rowsPrinted = 10_000
const dayMilliseconds = 86_400_000
const forever = new Date(0)

export function addBoardRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  const since = (now: Date, { campaign, advisory }: BoardQuery) =>
    campaign === undefined && advisory === undefined ? new Date(now.getTime() - boardDays * dayMilliseconds) : forever

  app.get(
    '/api/v1/warnings/board',
    {
      config: { rule: { action: 'warnings.read' } },
      schema: {
        summary: `Who is silent: what was sent in the last ${boardDays} days or for a campaign, the most pressing first`,
        tags: ['warnings'],
        querystring: BoardQuery,
        response: replies({ 200: Board }, guarded),
      },
    },
    async (request) => {
      const { scope, db, red, noteOnce } = reachOf(request)
      const now = clock()
      const filter = { ...request.query, scope, now, since: since(now, request.query) }
      const [{ sent, delivered, opened, seen, done, ...parts }, rows, campaign, advisory] = await Promise.all([
        boardTotals(db, filter),
        boardRows(db, filter, rowsShown),
        filter.campaign === undefined ? null : nameOfCampaign(db, filter.campaign),
        filter.advisory === undefined ? null : labelOfAdvisory(db, scope, filter.advisory),
      ])
      if (red) await noteOnce(db, redWarnings(rows))
      return {
        as_of: now.toISOString(),
        // Whoever may not read TLP:RED is not told what somebody called it.
        campaign: red ? campaign : null,
        advisory,
        totals: { sent, delivered },
        come: { opened, seen, answered: parts.need_help + parts.answered, done },
        parts,
        rows: rows.map((row) => shownTo(red, row)),
      }
    },
  )

  app.get(
    '/api/v1/warnings/board/export',
    {
      config: { rule: { action: 'warnings.read' } },
      schema: {
        summary: 'All of the board by a filter, as CSV',
        tags: ['warnings'],
        querystring: BoardQuery,
        response: warningLines,
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const now = clock()
      const filter = { ...request.query, scope, now, since: since(now, request.query) }
      // TLP:RED goes out as such on screens that note each read; a file may go anywhere, so it has no such text.
      async function* rows() {
        for await (const row of allOfBoard(db, filter)) yield shownTo(false, row)
      }
      await note(db, { act: 'board.exported', details: { ...request.query } })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="varde-svar-${now.toISOString().slice(0, 10)}.csv"`)
        .send(Readable.from(warningFile(rows())))
    },
  )

  app.get(
    '/api/v1/warnings/board/page',
    {
      config: { rule: { action: 'warnings.read' } },
      schema: {
        summary: 'All of the board by a filter, as one page to print',
        tags: ['warnings'],
        produces: ['text/html'],
        querystring: Type.Object({ ...BoardQuery.properties, lang: Type.Optional(words(languages)) }),
        response: replies({ 200: Type.String() }, guarded),
      },
    },
    async (request, reply) => {
      const { scope, db, red, note } = reachOf(request)
      const { lang = 'nb', ...query } = request.query
      const now = clock()
      const filter = { ...query, scope, now, since: since(now, query) }
      const [totals, rows, campaign, advisory] = await Promise.all([
        boardTotals(db, filter),
        boardRows(db, filter, rowsPrinted),
        filter.campaign === undefined ? null : nameOfCampaign(db, filter.campaign),
        filter.advisory === undefined ? null : labelOfAdvisory(db, scope, filter.advisory),
      ])
      await note(db, { act: 'board.exported', details: { ...query, as: 'page' } })
      // Paper goes anywhere, as a file does.
      const printed = rows.map((row) => ({ warning: shownTo(false, row), part: row.part }))
      return reply
        .header('content-security-policy', boardPagePolicy)
        .type('text/html; charset=utf-8')
        .send(
          boardPage(
            { asOf: now, filter: query, campaign: red ? campaign : null, advisory, totals, rows: printed },
            lang,
          ),
        )
    },
  )

  app.get(
    '/api/v1/warnings/times',
    {
      config: { rule: { action: 'warnings.read' } },
      schema: {
        summary: 'How long it took to warn and to answer, by week',
        tags: ['warnings'],
        querystring: WarningTimesQuery,
        response: replies({ 200: WarningTimes }, guarded),
      },
    },
    async (request) => {
      const { scope, db } = reachOf(request)
      const { weeks = 12, ...filter } = request.query
      const now = clock()
      const starts = weeksOf(now, weeks)
      const rows = await warningTimes(db, { ...filter, scope, from: starts[0] ?? now })
      const none = { count: 0, p50: null, p90: null, p99: null }
      const at = (week: number | null) => rows.find((row) => (row.week?.getTime() ?? null) === week)
      return {
        as_of: now.toISOString(),
        warn: at(null)?.warn ?? none,
        answer: at(null)?.answer ?? none,
        weeks: starts.map((week) => ({
          week: week.toISOString(),
          warn: at(week.getTime())?.warn ?? none,
          answer: at(week.getTime())?.answer ?? none,
        })),
      }
    },
  )
}
