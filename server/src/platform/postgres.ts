/** The PostgreSQL store: embedded under the data folder, or another by URL; the same pool and SQL on both. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Config } from '../config.ts'
import { DataFolderError, type Holder, type Lock, lockDataFolder, openDataFolder } from './data-folder.ts'
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import type { Logger } from './log.ts'
import { membersDialect } from './members-driver.ts'
import type { Tables } from './tables.ts'

/** int8 as a number: counts here stay far below 2^53, and strings would leak into every comparison. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
/** A date as it is written: as a moment it would be midnight of whatever zone the machine has. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type Db = Kysely<Tables>
export type Postgres = {
  /** Every member's rows: for the system's own work, and for those who may see all. */
  db: Db
  /** The same rights as `db`, for what Kysely does not do. */
  pool: pg.Pool
  /** For migrations, the job queue and what only the owner may remove. Nothing that answers a request uses it. */
  owner: pg.Pool
  url: string
  /** Only these members' rows, in every query and transaction; see `members-driver.ts`. */
  within(scope: 'all' | readonly string[]): Db
  /** Where it runs, without the password: for `varde doctor` and the log. */
  place: string
  close(): Promise<void>
}

/**
 * Opens the store. `serve` owns the data folder or fails; a `command` uses what a running server has open, and starts
 * the database for itself where none runs.
 * @throws DataFolderError when the folder cannot be used, or another server owns it
 */
export async function openPostgres(config: Config, holder: Holder, log: Logger): Promise<Postgres> {
  await openDataFolder(config.data)
  const external = config.postgresUrl
  if (external !== null) {
    const alone = holder === 'serve' && needsFolderAlone(config)
    const lock = alone ? await take(config.data, holder) : null
    const close = async () => lock?.release()
    return releasing(lock, () => connect(external, `external ${hostOf(external)}`, log, close))
  }
  const lock = await take(config.data, holder)
  if (lock === null) {
    const url = await waitForUrl(config.data)
    return connect(url, `embedded ${hostOf(url)}, run by the server`, log, async () => {})
  }
  return releasing(lock, async () => {
    const embedded = await startEmbeddedPostgres(config.data)
    const close = async () => {
      await embedded.stop()
      await lock.release()
    }
    return connect(embedded.url, `embedded ${hostOf(embedded.url)}`, log, close)
  })
}

/** Opening that fails leaves the folder free. */
async function releasing<T>(lock: Lock | null, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (fault) {
    await lock?.release()
    throw fault
  }
}

/** The spool has one reader and the embedded engine one process; what else lies there can be shared. */
function needsFolderAlone(config: Config): boolean {
  return config.clickhouseUrl === null || config.roles.has('receive')
}

async function take(data: string, holder: Holder): Promise<Lock | null> {
  for (let tries = 0; ; tries++) {
    const lock = await lockDataFolder(data, holder)
    if ('release' in lock) return lock
    if (lock.heldBy === 'serve' && holder === 'command') return null
    if (lock.heldBy === 'serve' || tries >= 300) {
      throw new DataFolderError(
        `VARDE_DATA: the folder ${data} is in use by another Varde. Stop that one, or name another folder with VARDE_DATA.`,
      )
    }
    // A command ends within moments; wait for it rather than fail.
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A server that is just starting holds the lock before its database is up. */
async function waitForUrl(data: string): Promise<string> {
  for (let tries = 0; tries < 600; tries++) {
    const url = await runningEmbeddedPostgres(data)
    if (url !== null) return url
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The server that owns ${data} has not brought its database up within a minute.`)
}

/** A pool on a database, which is made where only the server exists. `after` runs once the pool is closed. */
export async function connect(url: string, place: string, log: Logger, after: () => Promise<void>): Promise<Postgres> {
  await createDatabase(url)
  const owner = new pg.Pool({ connectionString: url, max: 10, application_name: 'varde owner' })
  const asApp = appUrl(url)
  const pool = new pg.Pool({ connectionString: asApp, max: 20, application_name: 'varde' })
  const lost = (fault: Error) => log.error({ err: fault }, 'a database connection was lost')
  const open = new Set<Promise<void>>()
  for (const each of [owner, pool]) {
    each.on('error', lost)
    each.on('connect', (client) => {
      client.on('error', lost)
      const ended = new Promise<void>((resolve) => client.once('end', resolve)).then(() => void open.delete(ended))
      open.add(ended)
    })
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    owner,
    url: asApp,
    place,
    within: (scope) => (scope === 'all' ? db : new Kysely<Tables>({ dialect: membersDialect(pool, scope) })),
    close: async () => {
      await db.destroy()
      // Kysely ends the pool only where it has run a query.
      if (!pool.ending) await pool.end()
      await owner.end()
      // A pool has ended before its connections have: a database that is stopped then would take leave of each with a fault.
      await Promise.all(open)
      await after()
    },
  }
}

/** Signs in as the owner and steps down at once: current user `varde_app`, who is shut off from what it has no leave for. */
function appUrl(url: string): string {
  const stepped = new URL(url)
  const options = [stepped.searchParams.get('options'), '-c role=varde_app', '-c varde.members=*']
  stepped.searchParams.set('options', options.filter((option) => option !== null).join(' '))
  return stepped.href
}

/** The embedded cluster begins with only `postgres`; an external one has the database that its URL names. */
async function createDatabase(url: string): Promise<void> {
  const target = new URL(url)
  const name = decodeURIComponent(target.pathname.slice(1))
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
  } catch (fault) {
    if ((fault as { code?: string }).code !== '3D000') throw fault
    target.pathname = '/postgres'
    const maintenance = new pg.Client({ connectionString: target.href })
    await maintenance.connect()
    await maintenance.query(`create database ${maintenance.escapeIdentifier(name)}`)
    await maintenance.end()
    return
  }
  await client.end()
}

function hostOf(url: string): string {
  return new URL(url).host
}
