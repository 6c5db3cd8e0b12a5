/**
 * Rows of PostgreSQL into the engine, as text from COPY: through a file to the embedded engine, as the body of a request to a
 * server. None becomes a value of JavaScript, so a million of them take nothing from what else this process does.
 */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type Clickhouse, newId } from '../../platform/index.ts'

export type EngineCopy = {
  /** What PostgreSQL gives, without parameters, and the engine's names and types for it. */
  query: string
  columns: string
  /** The engine's statement, from a source of the rows given. */
  insert: (given: string) => string
  parameters?: Record<string, unknown>
}

/** @param folder for the file on the way to the embedded engine */
export async function copyToEngine(
  client: pg.PoolClient,
  clickhouse: Clickhouse,
  folder: string,
  { query, columns, insert, parameters = {} }: EngineCopy,
): Promise<void> {
  const given = client.query(copyTo(`copy (${query}) to stdout`))
  if (clickhouse.embedded) {
    const path = join(folder, `copy-${newId()}.tsv`)
    try {
      await pipeline(given, createWriteStream(path, { mode: 0o600 }))
      await clickhouse.client.command({
        query: insert(`file({path:String}, 'TSV', '${columns}')`),
        query_params: { path, ...parameters },
      })
    } finally {
      await rm(path, { force: true })
    }
    return
  }
  const { stream } = await clickhouse.client.exec({
    query: `${insert(`input('${columns}')`)}\nformat TSV`,
    query_params: parameters,
    values: given,
  })
  stream.resume()
  await new Promise<void>((resolve, reject) => stream.on('end', resolve).on('error', reject))
}
