import { DetectionCounts } from '@varde/contract'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, replies } from '../../platform/index.ts'
import { countWaiting } from '../detections/detection.store.ts'

export function addCountRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
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
}
