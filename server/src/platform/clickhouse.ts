/**
 * The telemetry store: the ClickHouse engine in this process, or a server by URL, behind the same official client.
 * The engine is a singleton of its process and one process opens a folder; others reach telemetry through the server.
 */

import { join } from 'node:path'
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import type { Config } from '../config.ts'
import { connectClickhouse } from './clickhouse-external.ts'

export type Clickhouse = {
  client: ClickHouseClient
  /** Embedded: the engine reads spool files itself; external: they are sent to it. */
  embedded: boolean
  /** Of a server elsewhere, with its password; null where embedded. */
  url: string | null
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

export function openClickhouse(config: Pick<Config, 'clickhouseUrl' | 'data'>): Clickhouse {
  if (config.clickhouseUrl !== null) {
    const url = config.clickhouseUrl
    const client = connectClickhouse(url)
    return { client, embedded: false, url, place: `external ${new URL(url).host}`, close: () => client.close() }
  }
  const path = join(config.data, 'clickhouse')
  // The two packages declare the same connection from two copies of its types, which TypeScript takes for different.
  type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>
  const connection = createChdbConnection({ path }) as unknown as Connection
  // As in connectClickhouse.
  const client = createClient({ connection, log: { level: ClickHouseLogLevel.OFF } })
  return { client, embedded: true, url: null, place: `embedded ${path}`, close: () => client.close() }
}
