import { IndicatorActive, indicatorTypes } from '@varde/contract'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, replies } from '../../platform/index.ts'
import { activeByType } from '../load/reference.store.ts'

export function addActiveIndicatorRoutes(
  app: App,
  { clickhouse, clock }: Pick<Platform, 'clickhouse' | 'clock'>,
): void {
  app.get(
    '/api/v1/indicators/active',
    {
      config: { rule: { action: 'indicators.read' } },
      schema: {
        summary: 'How many indicators are known and not retracted, and how many the engine matches against now',
        tags: ['indicators'],
        response: replies({ 200: IndicatorActive }, [...guarded]),
      },
    },
    async (request) => {
      const [known, active] = await Promise.all([
        reachOf(request).db.selectFrom('indicator_known').selectAll().execute(),
        activeByType(clickhouse),
      ])
      const knownByType = new Map(known.map((row) => [row.type, row.known]))
      return {
        as_of: clock().toISOString(),
        types: indicatorTypes.map((type) => ({
          type,
          known: knownByType.get(type) ?? 0,
          active: active.get(type) ?? 0,
        })),
      }
    },
  )
}
