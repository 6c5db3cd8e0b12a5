/** The whole thread through a running server: from a sensor's lines to the member's answer. */
import type { Detection, DetectionDetail, Now, Warning, WarningDetail } from '@varde/contract'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { type Mailbox, openMailbox } from '../../test/support/mailbox.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'

let mailbox: Mailbox
let server: TestServer
beforeAll(async () => {
  mailbox = await openMailbox()
  server = await startTestServer({ VARDE_SMTP_URL: mailbox.url, VARDE_PUBLIC_URL: 'http://varde.example' })
})
afterAll(async () => {
  await server.close()
  await mailbox.close()
})

const members = `orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language
${orgnr(1)},Granvåg kommune,municipality,,10.20.0.0/16,granvag.example,Kari Vakt,kari@granvag.example,,nn
${orgnr(2)},Steinvik sykehus,hospital,,10.30.0.0/16,steinvik.example,Per Drift,per@steinvik.example,,en
${orgnr(3)},Lykkja legesenter,gp,,10.40.0.0/16,lykkja.example,Åse Lege,aase@lykkja.example,,nb`
const indicators = `type,value,category,confidence,tlp,valid_until,source,comment
ipv4,203.0.113.66,c2,90,AMBER,,Testkilde,
domain,skadelig.example,phishing,60,GREEN,,Testkilde,`

function line(source: string, more: object): string {
  const timestamp = new Date().toISOString()
  return JSON.stringify({ timestamp, src_ip: source, src_port: 40000, proto: 'TCP', ...more })
}
async function read<Body>(path: string, scope = 'analyst'): Promise<Body> {
  return (await server.call('GET', path, { scope })).body as Body
}

it('warns those and only those whose hosts are concerned, in their language, and takes the answer', async () => {
  expect((await server.call('POST', '/api/v1/members/import', { text: members, type: 'text/csv' })).status).toBe(200)
  expect((await server.call('POST', '/api/v1/indicators/import', { text: indicators, type: 'text/csv' })).status).toBe(
    200,
  )
  const enrolled = await server.call('POST', '/api/v1/sensors', { body: { member: orgnr(1), name: 'granvag-1' } })
  expect(enrolled.status).toBe(201)
  const { token } = enrolled.body as { token: string }
  const lines = [
    line('10.20.0.4', { dest_ip: '203.0.113.66', dest_port: 443, event_type: 'flow' }),
    line('10.20.0.5', { dest_ip: '203.0.113.66', dest_port: 443, event_type: 'flow' }),
    line('10.30.0.9', {
      dest_ip: '192.0.2.53',
      dest_port: 53,
      event_type: 'dns',
      dns: { type: 'query', rrname: 'www.skadelig.example', rrtype: 'A' },
    }),
    line('10.40.0.1', { dest_ip: '192.0.2.1', dest_port: 443, event_type: 'flow' }),
    line('10.40.0.2', {
      dest_ip: '192.0.2.1',
      dest_port: 445,
      event_type: 'alert',
      alert: { signature_id: 9000001, signature: 'TEST mulig sideveis bevegelse', category: 'Misc', severity: 1 },
    }),
  ].join('\n')
  const send = async () => {
    const answer = await fetch(`${server.address}/ingest/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
      body: lines,
    })
    expect(answer.status).toBe(202)
  }
  await send()
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), 30_000)
  expect(mailbox.received.map(({ to }) => to).sort()).toEqual(['kari@granvag.example', 'per@steinvik.example'])
  const mail = mailbox.received.find(({ to }) => to === 'kari@granvag.example')?.mail
  expect(mail?.subject).toContain('Ei maskin hos dykk')
  expect(mail?.text).toContain('10.20.0.4, 10.20.0.5')
  const english = mailbox.received.find(({ to }) => to === 'per@steinvik.example')?.mail
  expect(english?.text).toContain('10.30.0.9 looked up the name skadelig[.]example')

  const own = { scope: `member:${orgnr(1)}` }
  const { items } = await read<{ items: Warning[] }>('/api/v1/warnings', own.scope)
  expect(items).toHaveLength(1)
  const id = items[0]?.id ?? ''
  const path = /http:\/\/varde\.example(\/answer\/\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
  expect((await fetch(`${server.address}${path}`)).status).toBe(200)
  const said = await fetch(`${server.address}${path}`, {
    method: 'POST',
    body: new URLSearchParams({ answer: 'affected_need_help', comment: 'Ring oss.' }),
  })
  expect(said.status).toBe(200)
  expect(await said.text()).toContain('Takk, vi har fått melding')

  const detail = await read<WarningDetail>(`/api/v1/warnings/${id}`)
  expect(detail.warning).toMatchObject({ state: 'answered', answer: 'affected_need_help', detections: 2 })
  expect(detail.seconds_to_warn).toBeLessThan(30)
  expect(detail.detections[0]?.hourly).toHaveLength(24)
  expect(detail.detections.map(({ hourly }) => hourly.reduce((sum, count) => sum + count, 0))).toEqual([1, 1])
  const now = await read<Now>('/api/v1/now')
  expect(now.burning[0]).toMatchObject({ kind: 'need_help', member: orgnr(1), id })
  expect(now).toMatchObject({ queue: 1, need_help: 1, active_indicators: 2 })
  expect(now.strip.at(-1)?.events).toBeGreaterThan(0)

  const queue = await read<{ items: Detection[] }>('/api/v1/detections?state=queued')
  expect(queue.items.map(({ member, cause }) => [member, cause.label])).toEqual([
    [orgnr(3), 'TEST mulig sideveis bevegelse'],
  ])
  const one = await read<DetectionDetail>(`/api/v1/detections/${queue.items[0]?.id}`)
  expect(one.events).toHaveLength(1)
  expect(one.draft?.text).toContain('10.40.0.2')

  await send()
  await vi.waitFor(async () => {
    const sensors = await read<{ items: { accepted_lines: number }[] }>('/api/v1/sensors')
    expect(sensors.items[0]?.accepted_lines).toBe(10)
  }, 30_000)
  expect((await read<{ items: Warning[] }>('/api/v1/warnings')).items).toHaveLength(3)
  expect(mailbox.received).toHaveLength(2)
})
