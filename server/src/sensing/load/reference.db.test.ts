import type { HuntIndicator } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import {
  type IndicatorKind,
  indicatorKinds,
  keyOf,
  noIndicator,
  proofOf,
  urlValue,
} from '../indicators/indicator-key.ts'
import { loadGroup } from './load.ts'
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

it('indicators of every type are active, and counted by type', async () => {
  await telemetry.platform.postgres.pool.query(
    `insert into indicator (id, type, value, confidence, tlp)
    select gen_random_uuid(), 'domain', 'd' || n || '.example', 80, 'AMBER' from generate_series(1, 50001) n
    union all select gen_random_uuid(), 'wildcard_domain', 'd' || n || '.example', 80, 'AMBER' from generate_series(1, 3) n
    union all select gen_random_uuid(), 'ipv4', '10.9.0.' || n, 80, 'AMBER' from generate_series(1, 5) n
    union all select gen_random_uuid(), 'ipv6', '2001:db8::' || n, 80, 'AMBER' from generate_series(1, 4) n
    union all select gen_random_uuid(), 'ipv4_cidr', '10.' || n || '.0.0/16', 80, 'AMBER' from generate_series(1, 2) n
    union all select gen_random_uuid(), 'ipv6_cidr', '2001:db8:' || n || '::/48', 80, 'AMBER' from generate_series(1, 1) n
    -- Of these the first two differ by scheme alone, which no event tells.
    union all select gen_random_uuid(), 'url', v, 80, 'AMBER' from unnest(array['http://d1.example/1', 'https://d1.example/1']) v
    union all select gen_random_uuid(), 'md5', md5('m' || n), 80, 'AMBER' from generate_series(1, 6) n
    union all select gen_random_uuid(), 'sha1', substr(encode(sha256(n::text::bytea), 'hex'), 1, 40), 80, 'AMBER' from generate_series(1, 7) n
    union all select gen_random_uuid(), 'sha256', encode(sha256(n::text::bytea), 'hex'), 80, 'AMBER' from generate_series(1, 8) n
    union all select gen_random_uuid(), 'ja3', md5('j' || n), 80, 'AMBER' from generate_series(1, 9) n
    union all select gen_random_uuid(), 'ja4', 't13d1516h2_8daaf615277' || n || '_b186095e22b6', 80, 'AMBER' from generate_series(1, 3) n
    union all select gen_random_uuid(), 'email', 'n' || n || '@evil.example', 80, 'AMBER' from generate_series(1, 2) n`,
  )
  expect(await active()).toEqual({
    ...{ domain: 50001, wildcard_domain: 3, ipv4: 5, ipv6: 4, ipv4_cidr: 2, ipv6_cidr: 1 },
    ...{ url: 2, md5: 6, sha1: 7, sha256: 8, ja3: 9, ja4: 3, email: 2 },
  })
})

it('each is found by its key, with its own id, and nothing else is', async () => {
  const { clickhouse, postgres } = telemetry.platform
  const { rows: known } = await postgres.pool.query(
    "select type, value, id from indicator where type not like '%cidr' and (type <> 'domain' or value < 'd2')",
  )
  const kinds = indicatorKinds as Record<string, IndicatorKind>
  const textOf = ({ type, value }: HuntIndicator) =>
    kinds[type] === 'a' ? `toIPv6('${value}')` : type === 'url' ? urlValue(`'${value}'`) : `'${value}'`
  const some = known.filter((_, i) => i % 401 === 0 || i > known.length - 60)
  const looked = async (kind: IndicatorKind, value: string) =>
    (
      await rows<{ found: [string, string] }>(
        clickhouse,
        `select if(entry.1 = ${proofOf(`'${kind}'`, value)}, (entry.2, entry.3), (${noIndicator}, ${noIndicator})) as found
        from (select dictGet('indicator_of', ('proof', 'id', 'wildcard'), ${keyOf(`'${kind}'`, value)}) as entry)`,
      )
    )[0]?.found
  for (const one of some) {
    const found = await looked(kinds[one.type] as IndicatorKind, textOf(one))
    const ids = known.filter(({ type, value }) => type === one.type && (value === one.value || type === 'url'))
    expect(ids.map(({ id }) => id)).toContain(found?.[one.type === 'wildcard_domain' ? 1 : 0])
  }
  const none = '00000000-0000-0000-0000-000000000000'
  expect(await looked('n', "'harmless.example'")).toEqual([none, none])
  expect(await looked('h', "'d1.example'")).toEqual([none, none])
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
  await clickhouse.client.command({ query: 'truncate table indicator_key' })
  await telemetry.member(orgnr(1), ['198.51.100.0/24'])
  await telemetry.reference.sync()
  const count = async (table: string) =>
    (await rows<{ n: number }>(clickhouse, `select toUInt32(count()) as n from ${table}`))[0]?.n
  expect([await count('network_member'), await count('indicator_key')]).toEqual([1, 0])
  await postgres.pool.query('delete from indicator')
  await telemetry.reference.sync()
  expect(await active()).toEqual({})
})

it('a copy that fails is tried again, and those who wait are told', async () => {
  await telemetry.indicator('ipv4_cidr', 'no network')
  await expect(telemetry.reference.sync()).rejects.toThrow()
  await telemetry.platform.postgres.pool.query("delete from indicator where value = 'no network'")
  await telemetry.indicator('ipv4', '192.0.2.7')
  expect(await active()).toEqual({ ipv4: 1 })
})

describe('loading', () => {
  const line = (name: string) => [eve.dns({ src_ip: '198.51.100.9', rrname: name })]
  /** What another loader holds while it copies. */
  async function whileCopying(work: () => Promise<void>) {
    const other = await telemetry.platform.postgres.pool.connect()
    await other.query("select pg_advisory_lock(hashtext('varde reference indicators'))")
    try {
      await work()
    } finally {
      await other.query("select pg_advisory_unlock(hashtext('varde reference indicators'))")
      other.release()
    }
  }
  async function load(lines: Parameters<typeof eve.ndjson>[0]) {
    const before = telemetry.recorded.length
    await telemetry.send(sensor, lines)
    await loadGroup(telemetry.parts, await telemetry.nextGroup())
    return telemetry.recorded.slice(before).flat()
  }
  let sensor: string
  beforeAll(async () => {
    await telemetry.member(orgnr(5), ['192.0.2.0/25'])
    sensor = await telemetry.sensor(orgnr(5))
    await telemetry.indicator('domain', 'known.example')
    await telemetry.reference.sync()
  })

  it('does not wait for indicators to be renewed, and matches against those it has', async () => {
    await whileCopying(async () => {
      await telemetry.indicator('domain', 'new.example')
      const found = await load([...line('known.example'), ...line('new.example')])
      expect(found).toHaveLength(1)
    })
  })

  it('waits for members’ networks', async () => {
    await whileCopying(async () => {
      await telemetry.indicator('domain', 'newer.example')
      await telemetry.platform.postgres.pool.query("insert into member_network values ('192.0.2.128/26', $1)", [
        orgnr(5),
      ])
      const [finding] = await load([eve.dns({ src_ip: '192.0.2.130', rrname: 'known.example' })])
      expect(finding).toMatchObject({ member: orgnr(5), attribution: 'network' })
    })
  })

  it('is told which version it matches against, and since when', async () => {
    await telemetry.indicator('domain', 'newest.example')
    const { rows: known } = await telemetry.platform.postgres.pool.query(
      "select version from reference_version where what = 'indicators'",
    )
    const before = new Date()
    const { version, at } = await telemetry.reference.indicatorsAt(known[0].version)
    expect(version).toBe(known[0].version)
    expect(at.getTime()).toBeGreaterThanOrEqual(before.getTime())
    expect(telemetry.reference.copied()).toMatchObject({ version, at })
    expect(await load(line('newest.example'))).toHaveLength(1)
  })

  it('hears of a change by itself, and a burst of changes is few copies', async () => {
    await telemetry.reference.idle()
    const seen = new Set<number>()
    for (let i = 0; i < 40; i++) {
      await telemetry.indicator('domain', `burst${i}.example`)
      seen.add(telemetry.reference.copied()?.version ?? 0)
    }
    const { rows: known } = await telemetry.platform.postgres.pool.query(
      "select version from reference_version where what = 'indicators'",
    )
    await vi.waitFor(() => expect(telemetry.reference.copied()?.version).toBe(known[0].version), { timeout: 20_000 })
    expect(seen.size).toBeLessThan(30)
  })

  it('what is stopped is not copied, unless it is let through', async () => {
    const { pool } = telemetry.platform.postgres
    const id = await telemetry.indicator('ipv4', '192.0.2.200')
    await pool.query("insert into member_network values ('192.0.2.192/26', $1)", [orgnr(5)])
    const set = async (reason: string | null) => {
      await pool.query('update indicator set let_through_reason = $2 where id = $1', [id, reason])
      return (await active())['ipv4']
    }
    expect([await set(null), await set('følges'), await set(null)]).toEqual([1, 2, 1])
  })
})
