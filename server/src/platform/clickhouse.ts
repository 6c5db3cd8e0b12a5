/**
 * The telemetry store: the ClickHouse engine in this process, or a server by URL, behind the same official client.
 * The engine is a singleton of its process and one process opens a folder; others reach telemetry through the server.
 */

import { join } from 'node:path'
import type { ClickHouseClient } from '@clickhouse/client'
import type { Config } from '../config.ts'
import { connectClickhouse } from './clickhouse-client.ts'
import { onCluster } from './clickhouse-cluster.ts'
import { embedded, readersOf } from './clickhouse-embedded.ts'

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
  /**
   * The same store over a connection of its own, to be closed by who asked for it. The embedded engine does the statements of a
   * connection one after another: what takes long, or must not wait, has its own. A server's client has many as it is.
   */
  another(): Clickhouse
  /** Reads over a connection that nobody else uses meanwhile, so that a long search holds up no other and no load. */
  reading<T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Rows of a query, as JSON values. 64-bit integers come as strings unless the query casts them. */
export async function rows<T>(
  clickhouse: Clickhouse,
  query: string,
  query_params: Record<string, unknown> = {},
): Promise<T[]> {
  return clickhouse.reading(async (client) => {
    const result = await client.query({ query, query_params, format: 'JSONEachRow' })
    return result.json<T>()
  })
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
      another: () => openClickhouse(config),
      reading: (work) => work(client),
      close: () => client.close(),
    }
  }
  const path = join(config.data, 'clickhouse')
  const client = embedded(path)
  const readers = readersOf(path)
  return {
    client,
    embedded: true,
    url: null,
    place: `embedded ${path}`,
    cluster: null,
    change: changer(client, null),
    another: () => openClickhouse(config),
    reading: readers.reading,
    close: async () => {
      await readers.close()
      await client.close()
    },
  }
}

function changer(client: ClickHouseClient, cluster: string | null): Clickhouse['change'] {
  return async (query, query_params = {}) => {
    const statements = cluster === null ? [query] : onCluster(query, cluster)
    for (const statement of statements) await client.command({ query: statement, query_params })
  }
}
