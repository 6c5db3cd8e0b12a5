import { DetectionCounts, Id, LookingAt } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import { countWaiting } from '../detections/detection.store.ts'
import { lookAt, lookAway } from './presence.store.ts'

export function addPresenceRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.get(
    '/api/v1/triage/counts',
    {
      config: { rule: { action: 'detections.read' } },
      schema: {
        summary: 'How many detections wait, are put away and are held back',
        tags: ['detections'],
        response: replies({ 200: DetectionCounts }, guarded),
      },
    },
    async (request) => {
      const { scope, db } = reachOf(request)
      return await countWaiting(db, scope, clock())
    },
  )

  app.post(
    '/api/v1/detections/:id/looking',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Say that the caller has it open, for half a minute; answers with who else has',
        tags: ['detections'],
        params: Type.Object({ id: Id }),
        response: replies({ 200: LookingAt }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { caller, db } = reachOf(request)
      // A key is nobody who could be asked about it.
      const others = caller.kind === 'person' ? await lookAt(db, request.params.id, caller.id, clock()) : []
      if (others === null) throw new Problem(problems.notFound, 'There is no such detection.')
      return { others }
    },
  )

  app.delete(
    '/api/v1/detections/:id/looking',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Say that the caller has left it',
        tags: ['detections'],
        params: Type.Object({ id: Id }),
        response: replies({ 204: Type.Null() }, guarded),
      },
    },
    async (request, reply) => {
      const { caller, db } = reachOf(request)
      await lookAway(db, request.params.id, caller.id)
      return reply.code(204).send(null)
    },
  )
}
