import { Id, WarningMeasures, WarningMeasuresChange } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, Problem, problems, replies } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import { adviseMeasures, measuresOfDraft } from './measure.store.ts'

const params = Type.Object({ id: Id })
const { notDraft } = warningProblems

export function addMeasureRoutes(app: App): void {
  const config = { rule: { action: 'detections.triage' } } as const
  const tags = ['warnings']

  app.get(
    '/api/v1/warnings/:id/measures',
    {
      config,
      schema: {
        summary: 'The measures of the catalogue, and which of them this warning advises',
        tags,
        params,
        response: replies({ 200: WarningMeasures }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { scope, db } = reachOf(request)
      const found = await measuresOfDraft(db, scope, request.params.id)
      if (found === null) throw new Problem(problems.notFound, 'There is no such warning.')
      return { items: found.items }
    },
  )

  app.put(
    '/api/v1/warnings/:id/measures',
    {
      config,
      schema: {
        summary: 'Choose which measures a draft advises',
        tags,
        params,
        body: WarningMeasuresChange,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound, notDraft]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      await adviseMeasures(db, { scope, id: request.params.id, advised: request.body.advised, note })
      return reply.code(204).send(null)
    },
  )
}
