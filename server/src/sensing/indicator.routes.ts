/** Indicators over HTTP. */
import { Id, ImportQuery, ImportReport, Indicator, IndicatorListQuery, IndicatorPage } from '@varde/contract'
import { Type } from 'typebox'
import { accessProblems } from '../access/index.ts'
import {
  type App,
  decodeIdCursor,
  type Platform,
  Problem,
  page,
  problems,
  replies,
  withCsvBody,
} from '../platform/index.ts'
import { findIndicator, importIndicators, listIndicators, retractIndicator } from './indicator.store.ts'

const guarded = [accessProblems.notSignedIn, accessProblems.keyUnknown, accessProblems.notAllowed]
const unknown = (id: string) => new Problem(problems.notFound, `No indicator has the id ${id}.`)

export function addIndicatorRoutes(app: App, { postgres: { db }, clock }: Pick<Platform, 'postgres' | 'clock'>): void {
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
      const { q, type, cursor, limit = 100 } = request.query
      const before = decodeIdCursor(cursor)?.id ?? null
      const rows = await listIndicators(db, { q, type, before, limit })
      return page(rows, limit, ({ created_at, id }) => [created_at, id])
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
      const indicator = await findIndicator(db, request.params.id)
      if (indicator === null) throw unknown(request.params.id)
      return indicator
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
      if (!(await retractIndicator(db, request.params.id, clock()))) throw unknown(request.params.id)
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
          response: replies({ 200: ImportReport }, [...guarded, problems.tooLarge, problems.unsupportedType]),
        },
      },
      (request) => importIndicators(db, request.body, { dryRun: request.query.dry_run ?? false }),
    )
  })
}
