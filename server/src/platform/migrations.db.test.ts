import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestPostgres } from '../../test/support/database.ts'
import { migratePostgres, postgresMigrations } from './migrations.ts'
import type { Postgres } from './postgres.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await openTestPostgres()
})
afterAll(() => postgres.close())

it('are applied once, also by processes that start together', async () => {
  await Promise.all([migratePostgres(postgres.pool), migratePostgres(postgres.pool)])
  const state = await postgresMigrations(postgres.pool)
  expect(state.waiting).toEqual([])
  expect(state.changed).toEqual([])
  expect(state.applied[0]).toBe('0001-members.sql')
})

it('that were changed after they were applied are refused by name', async () => {
  await postgres.pool.query("update migration set hash = 'other' where name = '0001-members.sql'")
  await expect(migratePostgres(postgres.pool)).rejects.toThrow(/0001-members\.sql was changed after it was applied/)
})
