/** The thread from a sensor's lines to a mail, where the telemetry store is a ClickHouse server. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { type ClickhouseServer, startClickhouseServer } from '../../test/support/clickhouse-server.ts'
import { eve } from '../../test/support/eve.ts'
import { type Mailbox, openMailbox } from '../../test/support/mailbox.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'

let clickhouse: ClickhouseServer
let mailbox: Mailbox
let server: TestServer
beforeAll(async () => {
  clickhouse = await startClickhouseServer()
  mailbox = await openMailbox()
  server = await startTestServer({ VARDE_SMTP_URL: mailbox.url, VARDE_CLICKHOUSE_URL: clickhouse.url('varde') })
})
afterAll(async () => {
  await server.close()
  await mailbox.close()
  await clickhouse.close()
})

const members = `orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language
${orgnr(1)},Granvåg kommune,municipality,,10.20.0.0/16,granvag.example,Kari Vakt,kari@granvag.example,,nn
${orgnr(2)},Steinvik sykehus,hospital,,10.30.0.0/16,steinvik.example,Per Drift,per@steinvik.example,,en`
const indicators = `type,value,category,confidence,tlp,valid_until,source,comment
ipv4,203.0.113.66,c2,90,AMBER,,Testkilde,`

it('what a sensor posts is found, warned of and shown to the member alone', async () => {
  await server.call('POST', '/api/v1/members/import', { text: members, type: 'text/csv' })
  await server.call('POST', '/api/v1/indicators/import', { text: indicators, type: 'text/csv' })
  const enrolled = await server.call('POST', '/api/v1/sensors', { body: { member: orgnr(1), name: 'granvag-1' } })
  const { token } = enrolled.body as { token: string }
  const timestamp = new Date().toISOString()
  const lines = eve.ndjson([
    eve.flow({ timestamp, src_ip: '10.20.0.4', dest_ip: '203.0.113.66' }),
    eve.flow({ timestamp, src_ip: '10.30.0.9', dest_ip: '192.0.2.1' }),
  ])
  const answer = await fetch(`${server.address}/ingest/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-ndjson',
      'content-encoding': 'gzip',
    },
    body: gzipSync(lines),
  })
  expect(answer.status).toBe(202)
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), 30_000)
  expect(mailbox.received[0]).toMatchObject({ to: 'kari@granvag.example' })
  expect(mailbox.received[0]?.mail.text).toContain('10.20.0.4')
  const seen = async (member: string) =>
    (await server.call('GET', '/api/v1/events', { scope: `member:${member}` })).body as { items: { src_ip: string }[] }
  expect((await seen(orgnr(1))).items.map(({ src_ip }) => src_ip)).toEqual(['10.20.0.4'])
  expect((await seen(orgnr(2))).items.map(({ src_ip }) => src_ip)).toEqual(['10.30.0.9'])
  expect((await server.call('GET', '/readyz', { scope: null })).status).toBe(200)
  // Nothing of it is beside the database that the address names.
  const databases = new Set(
    clickhouse
      .asked()
      .filter(({ status }) => status === 200)
      .map(({ database }) => database),
  )
  expect(databases).toEqual(new Set(['default', 'varde']))
})
