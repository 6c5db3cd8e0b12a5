import { JudgeSource, SourceReliabilityList } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, replies } from '../../platform/index.ts'
import { iso } from '../shown.ts'
import { judgeSource, listSources } from './grade.store.ts'

export function addGradeRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.get(
    '/api/v1/source-reliability',
    {
      config: { rule: { action: 'indicators.read' } },
      schema: {
        summary: 'How reliable each source of indicators is, and the sensors’ own signatures',
        tags: ['indicators'],
        response: replies({ 200: SourceReliabilityList }, guarded),
      },
    },
    async (request) => {
      const { db, red } = reachOf(request)
      const rows = await listSources(db, { red })
      return { items: rows.map((row) => ({ ...row, changed_at: iso(row.changed_at) })) }
    },
  )

  app.put(
    '/api/v1/source-reliability',
    {
      config: { rule: { action: 'indicators.write' } },
      schema: {
        summary: 'Say how reliable a source is',
        tags: ['indicators'],
        body: JudgeSource,
        response: replies({ 204: Type.Null() }, guarded),
      },
    },
    async (request, reply) => {
      const { caller, db, note } = reachOf(request)
      await judgeSource(db, request.body, { by: caller.name, now: clock(), note })
      return reply.code(204).send(null)
    },
  )
}
