/**
 * The telemetry store: the ClickHouse engine in this process, or a server by URL, behind the same official client.
 * The engine is a singleton of its process and one process opens a folder; others reach telemetry through the server.
 */

import { join } from 'node:path'
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import type { Config } from '../config.ts'

export type Clickhouse = {
  client: ClickHouseClient
  /** Embedded: the engine reads spool files itself; external: they are sent to it. */
  embedded: boolean
  place: string
  close(): Promise<void>
}

/** Rows of a query, as JSON values. 64-bit integers come as strings unless the query casts them. */
export async function rows<T>(
  clickhouse: Clickhouse,
  query: string,
  query_params: Record<string, unknown> = {},
): Promise<T[]> {
  const result = await clickhouse.client.query({ query, query_params, format: 'JSONEachRow' })
  return result.json<T>()
}

/** Faults are thrown to us, who log them once; the client would also print each query to the terminal. */
const quiet = { level: ClickHouseLogLevel.OFF }

export function openClickhouse(config: Pick<Config, 'clickhouseUrl' | 'data'>): Clickhouse {
  if (config.clickhouseUrl !== null) {
    const client = createClient({ url: config.clickhouseUrl, application: 'varde', log: quiet })
    const place = `external ${new URL(config.clickhouseUrl).host}`
    return { client, embedded: false, place, close: () => client.close() }
  }
  const path = join(config.data, 'clickhouse')
  // The two packages declare the same connection from two copies of its types, which TypeScript takes for different.
  type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>
  const client = createClient({ connection: createChdbConnection({ path }) as unknown as Connection, log: quiet })
  return { client, embedded: true, place: `embedded ${path}`, close: () => client.close() }
}
