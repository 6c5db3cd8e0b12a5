/** What a ClickHouse server needs that the embedded engine does not: a database of its own, and dictionaries that sign in. */
import type { Clickhouse } from './clickhouse.ts'
import { connectClickhouse } from './clickhouse-client.ts'

/** Makes the database that the URL names, where it is missing. A user who may not, and need not, is not stopped. */
export async function makeDatabase({ client, cluster }: Clickhouse, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  try {
    await client.command({ query: 'select 1' })
  } catch (fault) {
    if (!isMissingDatabase(fault) || name === '') throw fault
    const server = connectClickhouse(new URL('/', url).href, null)
    const everywhere = cluster === null ? '' : ` on cluster ${quoted(cluster)}`
    await server
      .command({ query: `create database if not exists ${quotedName(name)}${everywhere}` })
      .finally(() => server.close())
  }
}

/**
 * One server's tables do not become a cluster's by a setting, nor the other way: rows would be removed from other tables
 * than they are read from.
 */
export async function refuseOtherTables({ client, cluster }: Clickhouse): Promise<void> {
  const found = await client.query({
    query: "select name from system.tables where database = currentDatabase() and name in ('event', 'event_local')",
    format: 'JSONEachRow',
  })
  const names = new Set((await found.json<{ name: string }>()).map(({ name }) => name))
  if (!names.has('event') || names.has('event_local') === (cluster !== null)) return
  throw new Error(
    cluster === null
      ? 'The tables in this database are a cluster’s. Set VARDE_CLICKHOUSE_CLUSTER, or name another database in VARDE_CLICKHOUSE_URL.'
      : 'The tables in this database are one server’s. Unset VARDE_CLICKHOUSE_CLUSTER, or name another database in VARDE_CLICKHOUSE_URL.',
  )
}

/** Whether the server said that it has no such database. https://clickhouse.com/docs/interfaces/http */
function isMissingDatabase(fault: unknown): boolean {
  return (fault as { code?: string }).code === '81'
}

/**
 * Makes every dictionary anew with the URL's user and password. A dictionary reads its table as a user of its own, and as
 * `default` without a password where none is named, which no guarded server has. At each start, because a password may be
 * new. The server shows the password to nobody, and keeps it in its own folder in plain.
 */
export async function signInDictionaries({ client, change }: Clickhouse, url: string): Promise<void> {
  const { username, password } = new URL(url)
  const found = await client.query({
    query: `select create_table_query as statement from system.tables
      where database = currentDatabase() and engine = 'Dictionary'
        and position(create_table_query, '${source}') > 0 order by name`,
    format: 'JSONEachRow',
  })
  for (const { statement } of await found.json<{ statement: string }>()) {
    const user = username === '' ? 'default' : decodeURIComponent(username)
    await change(signedIn(statement, user, decodeURIComponent(password)))
  }
}

const source = 'SOURCE(CLICKHOUSE('

/** @param statement as the server writes a dictionary's `create`, its source's password hidden */
export function signedIn(statement: string, user: string, password: string): string {
  const at = statement.indexOf(source) + source.length
  const head = statement.slice(0, at).replace(/^CREATE DICTIONARY/, 'CREATE OR REPLACE DICTIONARY')
  const rest = statement.slice(at).replaceAll(/(?<=^| )(?:USER|PASSWORD) '(?:[^'\\]|\\.)*' ?/g, '')
  return `${head}USER ${quoted(user)} PASSWORD ${quoted(password)} ${rest}`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

function quotedName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}
