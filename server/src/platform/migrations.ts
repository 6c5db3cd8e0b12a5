/**
 * Forward-only migrations: plain numbered SQL files per store, each applied once and remembered with the hash of its
 * text, so that a file changed after it was applied is found instead of believed.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { type Clickhouse, rows } from './clickhouse.ts'
import { makeDatabase, refuseOtherTables, signInDictionaries } from './clickhouse-external.ts'

const root = new URL('../../migrations/', import.meta.url)

type Migration = { name: string; sql: string; hash: string }
/** What `varde doctor` shows: files that wait, and files whose text is not what was applied. */
export type MigrationState = { applied: string[]; waiting: string[]; changed: string[] }

async function read(store: 'postgres' | 'clickhouse'): Promise<Migration[]> {
  const folder = new URL(`${store}/`, root)
  const names = (await readdir(fileURLToPath(folder))).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function compare(files: Migration[], applied: Map<string, string>): MigrationState {
  return {
    applied: files.filter(({ name }) => applied.has(name)).map(({ name }) => name),
    waiting: files.filter(({ name }) => !applied.has(name)).map(({ name }) => name),
    changed: files.filter(({ name, hash }) => applied.has(name) && applied.get(name) !== hash).map(({ name }) => name),
  }
}

export async function postgresMigrations(pool: pg.Pool): Promise<MigrationState> {
  const exists = await pool.query("select to_regclass('public.migration') is not null as exists")
  const applied = exists.rows[0].exists ? (await pool.query('select name, hash from migration')).rows : []
  return compare(await read('postgres'), new Map(applied.map((row) => [row.name, row.hash])))
}

/** Applies what waits, all in one transaction; processes that start together take turns on an advisory lock. */
export async function migratePostgres(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('varde migrations'))")
    await client.query(
      'create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const applied = (await client.query('select name, hash from migration')).rows
    const files = await read('postgres')
    const state = compare(files, new Map(applied.map((row) => [row.name, row.hash])))
    refuseChanged(state)
    for (const { name, sql, hash } of files.filter((file) => state.waiting.includes(file.name))) {
      await client.query(sql)
      await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
    }
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback')
    throw fault
  } finally {
    client.release()
  }
}

export async function clickhouseMigrations(clickhouse: Clickhouse): Promise<MigrationState> {
  const [exists] = await rows<{ result: number }>(clickhouse, 'exists table migration')
  const applied =
    exists?.result === 1
      ? await rows<{ name: string; hash: string }>(clickhouse, 'select name, hash from migration')
      : []
  return compare(await read('clickhouse'), new Map(applied.map((row) => [row.name, row.hash])))
}

/** ClickHouse has no transactions for tables: each file is written so that a second run after a stop is harmless. */
export async function migrateClickhouse(clickhouse: Clickhouse): Promise<void> {
  if (clickhouse.url !== null) {
    await makeDatabase(clickhouse, clickhouse.url)
    await refuseOtherTables(clickhouse)
  }
  await clickhouse.change(
    "create table if not exists migration (name String, hash String, applied_at DateTime default now('UTC')) engine = MergeTree order by name",
  )
  const state = await clickhouseMigrations(clickhouse)
  refuseChanged(state)
  const files = await read('clickhouse')
  for (const { name, sql, hash } of files.filter((file) => state.waiting.includes(file.name))) {
    for (const statement of statements(sql)) await clickhouse.change(statement)
    await clickhouse.client.insert({ table: 'migration', values: [{ name, hash }], format: 'JSONEachRow' })
  }
  if (clickhouse.url !== null) await signInDictionaries(clickhouse, clickhouse.url)
}

/** A migration's statements: each ends with a semicolon at the end of a line. */
export function statements(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/^--.*$/gm, '').trim() !== '')
}

function refuseChanged({ changed }: MigrationState): void {
  if (changed.length === 0) return
  throw new Error(
    `Migration ${changed.join(', ')} was changed after it was applied. Put the file back, and write the change as a new one.`,
  )
}
