/** A database of its own for a test file, cloned from the migrated template. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openLog } from '../../src/platform/index.ts'
import { connect, type Postgres } from '../../src/platform/postgres.ts'

/** @returns the address of a fresh, migrated, empty database */
export async function freshDatabase(): Promise<string> {
  const url = new URL(inject('postgresUrl'))
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  const name = `test_${randomBytes(6).toString('hex')}`
  await admin.query(`create database ${name} template template_varde`)
  await admin.end()
  url.pathname = `/${name}`
  return url.href
}

/** @param url where another process has the same database open; else a fresh one */
export async function openTestPostgres(url?: string): Promise<Postgres> {
  return connect(url ?? (await freshDatabase()), 'test', openLog('silent'), async () => {})
}
