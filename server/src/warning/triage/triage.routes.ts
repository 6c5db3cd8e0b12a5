/** What an analyst does with detections. */
import { TriageDismiss, TriageRestore, TriageResult, TriageWarn } from '@varde/contract'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, replies } from '../../platform/index.ts'
import { dismiss, restore, warnAbout } from './triage.store.ts'

export function addTriageRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.post(
    '/api/v1/detections/warn',
    {
      config: { rule: { action: 'warnings.send' } },
      schema: {
        summary: 'Warn the members concerned: one mail to each contact, whatever the number of detections',
        tags: ['detections'],
        body: TriageWarn,
        response: replies({ 200: TriageResult }, guarded),
      },
    },
    async (request) => {
      const { caller, scope, db, note } = reachOf(request)
      return await warnAbout(db, { ids: request.body.detections, scope, by: caller.name, now: clock(), note })
    },
  )

  app.post(
    '/api/v1/detections/dismiss',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Set detections aside, with a reason; seen again they stay so',
        tags: ['detections'],
        body: TriageDismiss,
        response: replies({ 200: TriageResult }, guarded),
      },
    },
    async (request) => {
      const { caller, scope, db, note } = reachOf(request)
      const { detections, reason } = request.body
      return await dismiss(db, { ids: detections, scope, by: caller.name, now: clock(), note }, reason)
    },
  )

  app.post(
    '/api/v1/detections/restore',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Take a dismissal back',
        tags: ['detections'],
        body: TriageRestore,
        response: replies({ 200: TriageResult }, guarded),
      },
    },
    async (request) => {
      const { caller, scope, db, note } = reachOf(request)
      return await restore(db, { ids: request.body.detections, scope, by: caller.name, now: clock(), note })
    },
  )
}
