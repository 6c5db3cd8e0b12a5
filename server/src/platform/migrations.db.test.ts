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

/** A database as it was before the migrations from this one on. */
async function migratedBefore(first: string): Promise<Postgres> {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/upgrade_${randomBytes(6).toString('hex')}`
  const old = await connect(url.href, 'test', openLog('silent'), async () => {})
  const folder = new URL('../../migrations/postgres/', import.meta.url)
  await old.owner.query(
    'create table migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
  )
  for (const name of (await readdir(folder)).sort().filter((file) => file < first)) {
    const text = await readFile(new URL(name, folder), 'utf8')
    await old.owner.query(text)
    await old.owner.query('insert into migration (name, hash) values ($1, $2)', [
      name,
      createHash('sha256').update(text).digest('hex'),
    ])
  }
  return old
}

it('turn a sensor’s token of before into a key that opens the same', async () => {
  const old = await migratedBefore('0006')
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

it('let a look-back that was under way go on with its indicators, and those that waited wait on', async () => {
  const old = await migratedBefore('0019')
  const [pass, mine, waiting, none] = [newId(), newId(), newId(), newId()]
  await old.owner.query('alter table indicator disable trigger user')
  for (const [id, value, retracted] of [
    [mine, 'a.example', null],
    [waiting, 'b.example', null],
    [none, 'c.example', new Date()],
  ]) {
    await old.owner.query(
      `insert into indicator (id, type, value, confidence, tlp, retracted_at) values ($1, 'domain', $2, 80, 'AMBER', $3)`,
      [id, value, retracted],
    )
  }
  await old.owner.query('alter table indicator enable trigger user')
  await old.owner.query(
    `insert into look_back (id, created_at, days, indicators, version, state) values ($1, now(), 30, 1, 1, 'running')`,
    [pass],
  )
  await old.owner.query('insert into look_back_indicator values ($1, null), ($2, $3)', [waiting, mine, pass])

  await migratePostgres(old.owner)
  const { rows: open } = await old.pool.query('select id, upto from look_back')
  expect(open).toEqual([{ id: pass, upto: 1 }])
  const { rows: queue } = await old.pool.query('select place, indicator_id from look_back_indicator order by place')
  expect(queue).toEqual([
    { place: 1, indicator_id: mine },
    { place: 2, indicator_id: waiting },
  ])
  expect((await old.pool.query('select type, known from indicator_known')).rows).toEqual([{ type: 'domain', known: 2 }])
  await old.close()
})
