/** What has been done, and how it is undone. */
import { Id, TriageActList, TriageResult } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, problems, replies } from '../../platform/index.ts'
import { ownActs, undo } from './undo.store.ts'

export function addActRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.get(
    '/api/v1/triage/acts',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'What the caller has done with detections in the last day, the newest first',
        tags: ['detections'],
        response: replies({ 200: TriageActList }, guarded),
      },
    },
    async (request) => {
      const { caller, db } = reachOf(request)
      return { items: await ownActs(db, caller, clock()) }
    },
  )

  app.post(
    '/api/v1/triage/acts/:id/undo',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Put back what an act of triage changed and nothing has changed since; a mail is not taken back',
        tags: ['detections'],
        params: Type.Object({ id: Id }),
        response: replies({ 200: TriageResult }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { caller, scope, db, note } = reachOf(request)
      return await undo(db, request.params.id, { scope, by: caller, now: clock(), note })
    },
  )
}
