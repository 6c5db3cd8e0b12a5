import { IndicatorActive, indicatorTypes } from '@varde/contract'
import { sql } from 'kysely'
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
        sql<{ type: string; known: number }>`
          select type, count(*)::int as known from indicator where retracted_at is null group by type`.execute(
          reachOf(request).db,
        ),
        activeByType(clickhouse),
      ])
      const knownByType = new Map(known.rows.map((row) => [row.type, row.known]))
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
