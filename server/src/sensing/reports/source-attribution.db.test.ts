/** What a source sends is attributed by network alone, whatever its lines are. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { newId, rows } from '../../platform/index.ts'

let telemetry: TestTelemetry
const source = newId()

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(orgnr(1), ['198.51.100.0/24'])
  const { pool } = telemetry.platform.postgres
  await pool.query("insert into sensor (id, kind, name) values ($1, 'source', 'national')", [source])
})
afterAll(() => telemetry.close())

it('is a member’s where an address is in its network, and else nobody’s, who has no findings', async () => {
  const found = await telemetry.found(source, [
    eve.alert({ src_ip: '198.51.100.7', dest_ip: '203.0.113.1' }),
    eve.alert({ src_ip: '192.0.2.7', dest_ip: '203.0.113.1' }),
  ])
  expect(found.map(({ member, innerHost, attribution }) => [member, innerHost, attribution])).toEqual([
    [orgnr(1), '198.51.100.7', 'network'],
  ])
  const kept = await rows<{ member: string; src: string }>(
    telemetry.platform.clickhouse,
    "select member, replaceOne(toString(src_ip), '::ffff:', '') as src from event order by src",
  )
  expect(kept).toEqual([
    { member: '', src: '192.0.2.7' },
    { member: orgnr(1), src: '198.51.100.7' },
  ])
})

it('has no member, and a sensor has one', async () => {
  const { pool } = telemetry.platform.postgres
  const made = (kind: string, owner: string | null) =>
    pool.query('insert into sensor (id, kind, orgnr, name) values ($1, $2, $3, $4)', [newId(), kind, owner, newId()])
  await expect(made('source', orgnr(1))).rejects.toThrow('sensor_member')
  await expect(made('sensor', null)).rejects.toThrow('sensor_member')
})
