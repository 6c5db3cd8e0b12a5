/** For the operator's machines: is the process up, is it ready, how is it doing. */
import { access, constants } from 'node:fs/promises'
import { sql } from 'kysely'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { type App, clickhouseMigrations, type Platform, postgresMigrations, rows } from './platform/index.ts'
import type { Sensing } from './sensing/index.ts'

const migrated = ({ waiting }: { waiting: string[] }) => (waiting.length === 0 ? 'ok' : 'not migrated')

export function addStatusRoutes(app: App, platform: Platform, sensing: Sensing): void {
  const { postgres, clickhouse, log } = platform
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  sensing.addMetrics(registry)

  app.get('/healthz', { config: { rule: 'public', unlimited: true } }, () => ({ status: 'ok' }))

  app.get('/readyz', { config: { rule: 'public' } }, async (_request, reply) => {
    const checks = {
      postgres: async () => {
        await sql`select 1`.execute(postgres.db)
        return migrated(await postgresMigrations(postgres.pool))
      },
      clickhouse: async () => {
        await rows(clickhouse, 'select 1')
        return migrated(await clickhouseMigrations(clickhouse))
      },
      spool: async () => {
        const fault = await sensing.spoolFault()
        if (fault !== null) return fault.kind.replace('_', ' ')
        await access(sensing.spoolFolder, constants.W_OK)
        return 'ok'
      },
    }
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          return [name, await check()] as const
        } catch (fault) {
          log.warn({ err: fault, check: name }, 'not ready')
          return [name, 'unreachable'] as const
        }
      }),
    )
    const ready = results.every(([, state]) => state === 'ok')
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ok' : 'not ready', checks: Object.fromEntries(results) })
  })

  // Totals only, no member's: it may be open to the machines that watch this one.
  app.get('/metrics', { config: { rule: 'public' } }, async (_request, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
