/**
 * Connections to the ClickHouse engine in this process. It does the statements of one connection in turn, and of several at the
 * same time.
 */
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { formatQueryParams } from '@clickhouse/client-common'
import { createChdbConnection } from 'chdb/connection'

// The two packages declare the same connection from two copies of its types, which TypeScript takes for different.
type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>
type Asked = { query: string; query_params?: Record<string, unknown> }

/** Of a statement with its parameters, in bytes: a list of a hundred thousand ids is one of 4 MB. */
const longestStatement = 256 * 1024 * 1024

export function embedded(path: string): ClickHouseClient {
  const engine = createChdbConnection({ path }) as unknown as Connection
  // Kept for whatever this connection is asked. Looked at where it fails, by who asks next.
  const ready = engine.command({ query: `set max_query_size = ${longestStatement}` })
  ready.catch(() => {})
  const connection: Connection = {
    query: (asked) => ready.then(() => engine.query(bound(asked))),
    command: (asked) => ready.then(() => engine.command(bound(asked))),
    exec: (asked) => ready.then(() => engine.exec(bound(asked))),
    insert: (asked) => engine.insert(asked),
    ping: (asked) => engine.ping(asked),
    close: () => engine.close(),
  }
  // As in connectClickhouse.
  return createClient({ connection, log: { level: ClickHouseLogLevel.OFF } })
}

/**
 * With its parameters set beside the statement, and put in by the engine as ever. Given to the engine's own call for
 * parameters, a statement waits for every other in the process that has any: a search for the load that is under way.
 */
function bound<T extends Asked>(asked: T): T {
  const { query_params = {}, ...rest } = asked
  const set = Object.entries(query_params).map(([name, value]) => `set param_${name} = ${literal(value)}; `)
  return { ...rest, query: `${set.join('')}${asked.query}` } as T
}

/** The text of a parameter, as a string of SQL. https://clickhouse.com/docs/sql-reference/syntax#defining-and-using-query-parameters */
const literal = (value: unknown) => `'${formatQueryParams({ value }).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** At most this many searches at once; those beyond wait in turn. */
const mostReaders = 4

/** Connections that read, made as they are needed and kept. */
export function readersOf(path: string) {
  const all: ClickHouseClient[] = []
  const idle: ClickHouseClient[] = []
  const waiting: ((client: ClickHouseClient) => void)[] = []

  async function take(): Promise<ClickHouseClient> {
    const free = idle.pop()
    if (free !== undefined) return free
    if (all.length === mostReaders) return new Promise((resolve) => waiting.push(resolve))
    const made = embedded(path)
    all.push(made)
    return made
  }
  function giveBack(client: ClickHouseClient): void {
    const next = waiting.shift()
    if (next === undefined) idle.push(client)
    else next(client)
  }
  return {
    async reading<T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T> {
      const client = await take()
      try {
        return await work(client)
      } finally {
        giveBack(client)
      }
    },
    close: async () => {
      for (const client of all) await client.close()
    },
  }
}
