/** Look-backs over HTTP: how far new indicators are with what is stored. */
import { LookBackList } from '@varde/contract'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, replies } from '../../platform/index.ts'
import { listLookBacks } from './look-back.store.ts'

const most = 20

export function addLookBackRoutes(app: App): void {
  app.get(
    '/api/v1/look-backs',
    {
      config: { rule: { action: 'indicators.read' } },
      schema: {
        summary: 'How far new indicators are in looking back over the events that are stored',
        tags: ['hunts'],
        response: replies({ 200: LookBackList }, guarded),
      },
    },
    async (request) => listLookBacks(reachOf(request).db, most),
  )
}
