import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { openTestPostgres } from '../../test/support/database.ts'
import { hashSecret, newId } from './ids.ts'
import { openLog } from './log.ts'
import { migratePostgres, postgresMigrations } from './migrations.ts'
import { connect, type Postgres } from './postgres.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await openTestPostgres()
})
afterAll(() => postgres.close())

it('are applied once, also by processes that start together', async () => {
  await Promise.all([migratePostgres(postgres.owner), migratePostgres(postgres.owner)])
  const state = await postgresMigrations(postgres.owner)
  expect(state.waiting).toEqual([])
  expect(state.changed).toEqual([])
  expect(state.applied[0]).toBe('0001-members.sql')
})

it('that were changed after they were applied are refused by name', async () => {
  await postgres.owner.query("update migration set hash = 'other' where name = '0001-members.sql'")
  await expect(migratePostgres(postgres.owner)).rejects.toThrow(/0001-members\.sql was changed after it was applied/)
})

it('turn a sensor’s token of before into a key that opens the same', async () => {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/upgrade_${randomBytes(6).toString('hex')}`
  const old = await connect(url.href, 'test', openLog('silent'), async () => {})
  const folder = new URL('../../migrations/postgres/', import.meta.url)
  await old.owner.query(
    'create table migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
  )
  for (const name of (await readdir(folder)).sort().filter((file) => file < '0006')) {
    const text = await readFile(new URL(name, folder), 'utf8')
    await old.owner.query(text)
    await old.owner.query('insert into migration (name, hash) values ($1, $2)', [
      name,
      createHash('sha256').update(text).digest('hex'),
    ])
  }
  const [member, sensor, token, key] = [orgnr(1), newId(), hashSecret('varde_sensor_old'), hashSecret('varde_key_old')]
  await old.owner.query("insert into member (orgnr, name, kind) values ($1, 'Granvåg kommune', 'municipality')", [
    member,
  ])
  await old.owner.query("insert into sensor (id, orgnr, name, token_hash) values ($1, $2, 'granvag-1', $3)", [
    sensor,
    member,
    token,
  ])
  await old.owner.query("insert into api_key (id, name, scope, secret_hash) values ($1, 'Portal', $2, $3)", [
    newId(),
    `member:${member}`,
    key,
  ])

  await migratePostgres(old.owner)
  const keys = await old.db
    .selectFrom('api_key')
    .select(['name', 'scope', 'orgnr', 'sensor_id', 'secret_hash'])
    .orderBy('name')
    .execute()
  expect(keys).toEqual([
    { name: 'Portal', scope: `member:${member}`, orgnr: member, sensor_id: null, secret_hash: key },
    { name: 'granvag-1', scope: `sensor:${sensor}`, orgnr: member, sensor_id: sensor, secret_hash: token },
  ])
  await old.close()
})
