import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { openTestTelemetry, type TestTelemetry } from '../../test/support/telemetry.ts'
import { rows } from '../platform/index.ts'
import { activeByType } from './reference.store.ts'

let telemetry: TestTelemetry
beforeAll(async () => {
  telemetry = await openTestTelemetry()
})
afterAll(() => telemetry.close())

const active = async () => {
  await telemetry.reference.sync()
  return Object.fromEntries(await activeByType(telemetry.platform.clickhouse))
}

it('more indicators than fit in one chunk are all active, by type', async () => {
  // Values are told apart by their number; three chunks of domains.
  await telemetry.platform.postgres.pool.query(
    `insert into indicator (id, type, value, confidence, tlp)
    select gen_random_uuid(), 'domain', 'd' || n || '.example', 80, 'AMBER' from generate_series(1, 50001) n
    union all select gen_random_uuid(), 'wildcard_domain', 'd' || n || '.example', 80, 'AMBER' from generate_series(1, 3) n
    union all select gen_random_uuid(), 'ipv4', '10.9.0.' || n, 80, 'AMBER' from generate_series(1, 5) n
    union all select gen_random_uuid(), 'ipv6', '2001:db8::' || n, 80, 'AMBER' from generate_series(1, 4) n
    union all select gen_random_uuid(), 'ipv4_cidr', '10.' || n || '.0.0/16', 80, 'AMBER' from generate_series(1, 2) n
    union all select gen_random_uuid(), 'ipv6_cidr', '2001:db8:' || n || '::/48', 80, 'AMBER' from generate_series(1, 1) n
    union all select gen_random_uuid(), 'url', 'http://d1.example/' || n, 80, 'AMBER' from generate_series(1, 7) n`,
  )
  expect(await active()).toEqual({ domain: 50001, wildcard_domain: 3, ipv4: 5, ipv6: 4, ipv4_cidr: 2, ipv6_cidr: 1 })
})

it('what is retracted is gone with the next sync', async () => {
  await telemetry.platform.postgres.pool.query(
    "update indicator set retracted_at = now() where value like 'd4%.example'",
  )
  const { domain } = await active()
  expect(domain).toBe(50001 - 11111)
})

it('what ends by itself is gone when it has', async () => {
  const end = new Date(Date.now() + 60_000)
  await telemetry.indicator('ipv4', '192.0.2.1', { valid_until: end })
  expect((await active())['ipv4']).toBe(6)
  telemetry.setNow(end)
  expect((await active())['ipv4']).toBe(5)
  telemetry.setNow(null)
})

it('only what changed is copied', async () => {
  const { clickhouse, postgres } = telemetry.platform
  await telemetry.reference.sync()
  // Emptied behind its back: a copy would fill it again.
  await clickhouse.client.command({ query: 'truncate table indicator_name' })
  await telemetry.member(orgnr(1), ['10.0.0.0/8'])
  await telemetry.reference.sync()
  const count = async (table: string) =>
    (await rows<{ n: number }>(clickhouse, `select toUInt32(count()) as n from ${table}`))[0]?.n
  expect([await count('network_member'), await count('indicator_name')]).toEqual([1, 0])
  await postgres.pool.query('delete from indicator')
  await telemetry.reference.sync()
  expect(await active()).toMatchObject({ domain: 0, ipv4: 0 })
})

it('a copy that fails is tried again, and those who wait are told', async () => {
  await telemetry.indicator('ipv4_cidr', 'no network')
  await expect(telemetry.reference.sync()).rejects.toThrow()
  await telemetry.platform.postgres.pool.query("delete from indicator where value = 'no network'")
  await telemetry.indicator('ipv4', '192.0.2.7')
  expect(await active()).toMatchObject({ ipv4: 1, ipv4_cidr: 0 })
})
