/**
 * The telemetry store: the ClickHouse engine in this process, or a server by URL, behind the same official client.
 * The engine is a singleton of its process and one process opens a folder; others reach telemetry through the server.
 */

import { join } from 'node:path'
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import type { Config } from '../config.ts'
import { connectClickhouse } from './clickhouse-client.ts'
import { onCluster } from './clickhouse-cluster.ts'

export type Clickhouse = {
  client: ClickHouseClient
  /** Embedded: the engine reads spool files itself; external: they are sent to it. */
  embedded: boolean
  /** Of a server elsewhere, with its password; null where embedded. */
  url: string | null
  place: string
  /** Null but on a cluster. */
  cluster: string | null
  /** Changes tables, dictionaries or rows that stand; on a cluster those of every server. Inserting is the client's. */
  change(query: string, parameters?: Record<string, unknown>): Promise<void>
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

type Settings = Pick<Config, 'clickhouseUrl' | 'data'> & Partial<Pick<Config, 'clickhouseCluster'>>

export function openClickhouse(config: Settings): Clickhouse {
  if (config.clickhouseUrl !== null) {
    const url = config.clickhouseUrl
    const cluster = config.clickhouseCluster ?? null
    const client = connectClickhouse(url, cluster)
    const place = `external ${new URL(url).host}${cluster === null ? '' : `, cluster ${cluster}`}`
    return {
      client,
      embedded: false,
      url,
      place,
      cluster,
      change: changer(client, cluster),
      close: () => client.close(),
    }
  }
  const path = join(config.data, 'clickhouse')
  // The two packages declare the same connection from two copies of its types, which TypeScript takes for different.
  type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>
  const connection = createChdbConnection({ path }) as unknown as Connection
  // As in connectClickhouse.
  const client = createClient({ connection, log: { level: ClickHouseLogLevel.OFF } })
  return {
    client,
    embedded: true,
    url: null,
    place: `embedded ${path}`,
    cluster: null,
    change: changer(client, null),
    close: () => client.close(),
  }
}

function changer(client: ClickHouseClient, cluster: string | null): Clickhouse['change'] {
  return async (query, query_params = {}) => {
    const statements = cluster === null ? [query] : onCluster(query, cluster)
    for (const statement of statements) await client.command({ query: statement, query_params })
  }
}
