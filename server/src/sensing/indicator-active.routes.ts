import { IndicatorActive, indicatorTypes } from '@varde/contract'
import { sql } from 'kysely'
import { accessProblems } from '../access/index.ts'
import { type App, type Platform, replies } from '../platform/index.ts'
import { activeByType } from './reference.store.ts'

export function addActiveIndicatorRoutes(
  app: App,
  { postgres, clickhouse, clock }: Pick<Platform, 'postgres' | 'clickhouse' | 'clock'>,
): void {
  app.get(
    '/api/v1/indicators/active',
    {
      config: { rule: { action: 'indicators.read' } },
      schema: {
        summary: 'How many indicators are known and not retracted, and how many the engine matches against now',
        tags: ['indicators'],
        response: replies({ 200: IndicatorActive }, [
          accessProblems.notSignedIn,
          accessProblems.keyUnknown,
          accessProblems.notAllowed,
        ]),
      },
    },
    async () => {
      const [known, active] = await Promise.all([
        sql<{ type: string; known: number }>`
          select type, count(*)::int as known from indicator where retracted_at is null group by type`.execute(
          postgres.db,
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
