/** Indicators over HTTP. */
import { Id, ImportQuery, Indicator, IndicatorImportReport, IndicatorListQuery, IndicatorPage } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf, redReads } from '../../access/index.ts'
import {
  type App,
  decodeIdCursor,
  type Platform,
  Problem,
  page,
  problems,
  replies,
  withCsvBody,
} from '../../platform/index.ts'
import { findIndicator, listIndicators, retractIndicator } from './indicator.store.ts'
import { importIndicators } from './indicator-import.store.ts'
import { hideRedIndicator } from './indicator-red.ts'

const readsOf = (indicators: readonly Indicator[]) =>
  redReads(
    'indicator',
    indicators.filter(({ tlp }) => tlp === 'RED').map(({ id }) => ({ id, member: null })),
  )
const unknown = (id: string) => new Problem(problems.notFound, `No indicator has the id ${id}.`)

export function addIndicatorRoutes(app: App, { clock, postgres }: Pick<Platform, 'clock' | 'postgres'>): void {
  app.get(
    '/api/v1/indicators',
    {
      config: { rule: { action: 'indicators.read' } },
      schema: {
        summary: 'Indicators, the newest first',
        tags: ['indicators'],
        querystring: IndicatorListQuery,
        response: replies({ 200: IndicatorPage }, guarded),
      },
    },
    async (request) => {
      const { q, type, state, cursor, limit = 100 } = request.query
      const before = decodeIdCursor(cursor)?.id ?? null
      const { db, red, noteOnce } = reachOf(request)
      const rows = await listIndicators(db, { q, type, state, now: clock(), before, limit, hideRed: !red })
      const { items, next } = page(rows, limit, ({ created_at, id }) => [created_at, id])
      if (red) await noteOnce(db, readsOf(items))
      return { items: red ? items : items.map(hideRedIndicator), next }
    },
  )

  app.get(
    '/api/v1/indicators/:id',
    {
      config: { rule: { action: 'indicators.read' } },
      schema: {
        summary: 'One indicator',
        tags: ['indicators'],
        params: Type.Object({ id: Id }),
        response: replies({ 200: Indicator }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { db, red, noteOnce } = reachOf(request)
      const indicator = await findIndicator(db, request.params.id)
      if (indicator === null) throw unknown(request.params.id)
      if (red) await noteOnce(db, readsOf([indicator]))
      return red ? indicator : hideRedIndicator(indicator)
    },
  )

  app.post(
    '/api/v1/indicators/:id/retract',
    {
      config: { rule: { action: 'indicators.write' } },
      schema: {
        summary: 'Take an indicator out of use; it is kept, and an import that names it brings it back',
        tags: ['indicators'],
        params: Type.Object({ id: Id }),
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { db, note } = reachOf(request)
      if (!(await retractIndicator(db, request.params.id, clock(), note))) throw unknown(request.params.id)
      return reply.code(204).send(null)
    },
  )

  withCsvBody(app, (scope) => {
    scope.post(
      '/api/v1/indicators/import',
      {
        config: { rule: { action: 'indicators.write' } },
        schema: {
          summary: 'Import indicators from a CSV file, all or nothing',
          tags: ['indicators'],
          consumes: ['text/csv'],
          querystring: ImportQuery,
          body: Type.String({ description: 'The file, with its header' }),
          response: replies({ 200: IndicatorImportReport }, [...guarded, problems.tooLarge, problems.unsupportedType]),
        },
      },
      (request) => {
        const { note } = reachOf(request)
        return importIndicators(postgres, request.body, { dryRun: request.query.dry_run ?? false, note })
      },
    )
  })
}
