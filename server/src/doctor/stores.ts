/** The two stores: reachable, of a version that will do, and migrated. */
import pg from 'pg'
import type { Config } from '../config.ts'
import {
  type Clickhouse,
  clickhouseMigrations,
  type Logger,
  openClickhouse,
  openPostgres,
  postgresMigrations,
  rows,
} from '../platform/index.ts'
import { type Check, fault, ok, placeOf, saidBy, unchecked, unreachable, warn, within } from './check.ts'
import { checkHeartbeat } from './heartbeat.ts'
import type { Folder, Server } from './machine.ts'

const oldestPostgres = 15
const answerMilliseconds = 5000

type Migrations = Awaited<ReturnType<typeof postgresMigrations>>

export async function checkPostgres(config: Config, folder: Folder, log: Logger): Promise<Check[]> {
  if (config.postgresUrl !== null) return checkExternalPostgres(config, config.postgresUrl)
  const name = 'PostgreSQL'
  if (!folder.usable) return [unchecked(name, 'the data folder cannot be used')]
  try {
    const postgres = await openPostgres(config, 'command', log)
    try {
      const { rows: found } = await postgres.owner.query('show server_version')
      return [
        ok(name, `version ${found[0].server_version}, ${postgres.place}`),
        ...(await migratedWith(postgres.owner, config)),
      ]
    } finally {
      await postgres.close()
    }
  } catch (error) {
    return [fault(name, `the embedded one does not run: ${saidBy(error)}`, 'Mend that, or set VARDE_POSTGRES_URL.')]
  }
}

async function migratedWith(pool: pg.Pool, config: Config): Promise<Check[]> {
  const migrations = await postgresMigrations(pool)
  const check = migrated('PostgreSQL migrations', migrations)
  return migrations.waiting.length > 0 ? [check] : [check, ...(await checkHeartbeat(pool, config, new Date()))]
}

/** Looks only: a database that is missing is not made. */
async function checkExternalPostgres(config: Config, url: string): Promise<Check[]> {
  const name = 'PostgreSQL'
  const setting = 'VARDE_POSTGRES_URL'
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: answerMilliseconds })
  pool.on('error', () => {})
  try {
    const { rows: found } = await pool.query(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major,
        has_schema_privilege('public', 'create') as creates, current_user as name`,
    )
    const { version, major, creates, name: user } = found[0]
    if (major < oldestPostgres) {
      return [fault(name, `version ${version} at ${placeOf(url)} is too old`, `Use ${oldestPostgres} or newer.`)]
    }
    const reached = creates
      ? ok(name, `version ${version} at ${placeOf(url)}`)
      : fault(
          name,
          `${user} may not create tables at ${placeOf(url)}`,
          `As its owner: grant all on schema public to ${user}.`,
        )
    return [reached, ...(await migratedWith(pool, config))]
  } catch (error) {
    const lost = unreachable(error, url, setting, 'PostgreSQL')
    if (lost) return [fault(name, lost.what, lost.mend)]
    const { code } = error as { code?: string }
    if (code === '28P01' || code === '28000') {
      return [fault(name, `${placeOf(url)} refuses the user or the password`, `Correct them in ${setting}.`)]
    }
    if (code === '3D000') {
      const mend = 'The first start makes it, if the user may create databases; else make it there.'
      return [warn(name, `the database that ${setting} names is not there yet`, mend)]
    }
    return [fault(name, `${placeOf(url)} says: ${saidBy(error, url)}`, `Mend that, or correct ${setting}.`)]
  } finally {
    await pool.end()
  }
}

export async function checkClickhouse(config: Config, folder: Folder, server: Server): Promise<Check[]> {
  const name = 'ClickHouse'
  if (config.clickhouseUrl !== null) return checkOpenClickhouse(config)
  if (!folder.usable) return [unchecked(name, 'the data folder cannot be used')]
  // One process at a time opens the embedded engine's folder, so a running server is asked instead.
  if (server !== null) {
    const state = server.ready['clickhouse']
    if (state === 'ok') return [ok(name, 'embedded, run by the server, which says that it is well')]
    return [fault(name, `embedded, run by the server, which says: ${state}`, 'Look in the server’s log.')]
  }
  if (folder.heldBy === 'serve') {
    const mend = 'Give this command the same VARDE_HOST and VARDE_PORT as the server.'
    return [warn(name, 'embedded, run by a server that does not answer at the configured port', mend)]
  }
  return checkOpenClickhouse(config)
}

async function knowsCluster(clickhouse: Clickhouse): Promise<boolean> {
  const { cluster } = clickhouse
  if (cluster === null) return true
  const found = await rows(clickhouse, 'select 1 from system.clusters where cluster = {cluster:String} limit 1', {
    cluster,
  })
  return found.length > 0
}

async function checkOpenClickhouse(
  config: Pick<Config, 'clickhouseUrl' | 'clickhouseCluster' | 'data'>,
): Promise<Check[]> {
  const name = 'ClickHouse'
  const setting = 'VARDE_CLICKHOUSE_URL'
  const url = config.clickhouseUrl
  try {
    const clickhouse = openClickhouse(config)
    try {
      const [found] = await within(
        answerMilliseconds,
        rows<{ version: string }>(clickhouse, 'select version() as version'),
      )
      if (found === undefined) throw new Error('it does not answer as ClickHouse does')
      const known = await within(answerMilliseconds, knowsCluster(clickhouse))
      if (!known) {
        const what = `${clickhouse.place}: the server knows no cluster of that name`
        return [fault(name, what, 'Correct VARDE_CLICKHOUSE_CLUSTER, or add it to the server’s remote_servers.')]
      }
      return [
        ok(name, `version ${found.version}, ${clickhouse.place}`),
        migrated('ClickHouse migrations', await within(answerMilliseconds, clickhouseMigrations(clickhouse))),
      ]
    } finally {
      await clickhouse.close()
    }
  } catch (error) {
    if (url === null) {
      const mend = `Stop what else uses ${config.data}, or set ${setting}.`
      return [fault(name, `the embedded engine does not open: ${saidBy(error)}`, mend)]
    }
    const lost = unreachable(error, url, setting, 'ClickHouse')
    if (lost) return [fault(name, lost.what, lost.mend)]
    const { code, type } = error as { code?: string; type?: string }
    if (code === '516')
      return [fault(name, `${placeOf(url)} refuses the user or the password`, `Correct them in ${setting}.`)]
    if (code === '81') {
      const mend = 'The first start makes it, if the user may create databases; else make it there.'
      return [warn(name, `the database that ${setting} names is not there yet`, mend)]
    }
    // Only ClickHouse's own faults have a type; a page of some other server is nothing to repeat.
    const what = type === undefined ? 'does not answer as ClickHouse does' : `says: ${saidBy(error, url)}`
    return [fault(name, `${placeOf(url)} ${what}`, `Mend that, or correct ${setting}.`)]
  }
}

function migrated(name: string, { applied, waiting, changed }: Migrations): Check {
  if (changed.length > 0) {
    const mend = 'Put the file back as it was, and write the change as a new one.'
    return fault(name, `${changed.join(', ')} changed after being applied`, mend)
  }
  if (waiting.length > 0) return warn(name, `${waiting.join(', ')} not applied yet`, 'The next start applies them.')
  return ok(name, `all ${applied.length} applied`)
}
