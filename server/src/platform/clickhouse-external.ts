/** What a ClickHouse server needs that the embedded engine does not: a database of its own, and dictionaries that sign in. */
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'

/**
 * Longest that a request may take, in milliseconds: an erasure rewrites days of events, a dictionary of a million rows is
 * read anew. What is tried again after it does nothing twice.
 */
const requestMilliseconds = 300_000

/** @param url with user, password and database */
export function connectClickhouse(url: string): ClickHouseClient {
  // Faults are thrown to us, who log them once; the client would also print each query to the terminal.
  const log = { level: ClickHouseLogLevel.OFF }
  return createClient({ url, application: 'varde', request_timeout: requestMilliseconds, log })
}

/** Makes the database that the URL names, where it is missing. A user who may not, and need not, is not stopped. */
export async function makeDatabase(client: ClickHouseClient, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  try {
    await client.command({ query: 'select 1' })
  } catch (fault) {
    if (!isMissingDatabase(fault) || name === '') throw fault
    const server = connectClickhouse(new URL('/', url).href)
    await server.command({ query: `create database if not exists ${quotedName(name)}` }).finally(() => server.close())
  }
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
export async function signInDictionaries(client: ClickHouseClient, url: string): Promise<void> {
  const { username, password } = new URL(url)
  const found = await client.query({
    query: `select create_table_query as statement from system.tables
      where database = currentDatabase() and engine = 'Dictionary'
        and position(create_table_query, '${source}') > 0 order by name`,
    format: 'JSONEachRow',
  })
  for (const { statement } of await found.json<{ statement: string }>()) {
    const user = username === '' ? 'default' : decodeURIComponent(username)
    await client.command({ query: signedIn(statement, user, decodeURIComponent(password)) })
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
