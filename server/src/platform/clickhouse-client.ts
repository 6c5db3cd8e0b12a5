/** The client of a ClickHouse server elsewhere. */
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { clusterSettings } from './clickhouse-cluster.ts'

/**
 * Longest that a request may take, in milliseconds: an erasure rewrites days of events, a dictionary of a million rows is
 * read anew. What is tried again after it does nothing twice.
 */
const requestMilliseconds = 300_000

/** @param url with user, password and database */
export function connectClickhouse(url: string, cluster: string | null): ClickHouseClient {
  // Faults are thrown to us, who log them once; the client would also print each query to the terminal.
  const log = { level: ClickHouseLogLevel.OFF }
  // A server takes settings for one request; the embedded engine would keep them, see load-statement.ts.
  const clickhouse_settings = cluster === null ? {} : clusterSettings
  return createClient({ url, application: 'varde', request_timeout: requestMilliseconds, clickhouse_settings, log })
}
