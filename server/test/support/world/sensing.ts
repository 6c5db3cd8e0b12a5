import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { newId } from '../../../src/platform/index.ts'
import { eve } from '../eve.ts'
import type { TestServer } from '../server.ts'
import { type Marked, post, redMark } from './made.ts'

/** Before what is seen: an indicator of each of two markings. */
export async function importIndicators(server: TestServer) {
  const red = `domain,${redMark}.example,phishing,90,RED,,Testkilde,`
  await post(server, '/api/v1/indicators/import', `${indicatorsCsv('203.0.113.66')}\n${red}`)
}

/** @param address the sensor sees it */
export async function sensingOf(server: TestServer, { orgnr, mark }: Marked, address: string) {
  const sensor: { id: string; token: string } = await post(server, '/api/v1/sensors', {
    member: orgnr,
    name: `${mark}-1`,
  })
  await observe(server, sensor.token, address, mark)
  return { sensors: sensor.id, hunts: await hunted(server, orgnr, mark) }
}

export async function sensingInCommon(server: TestServer) {
  const listed = (await server.call('GET', '/api/v1/indicators')).body as { items: { id: string; tlp: string }[] }
  const allowed: { id: string } = await post(server, '/api/v1/allowlist', {
    value: 'felles.example',
    reason: 'Felles leverandør',
  })
  return {
    indicator: listed.items.find(({ tlp }) => tlp !== 'RED')?.id ?? '',
    /** An entry of the allowlist. */
    allowed: allowed.id,
  }
}

/** A source of reports. */
export async function enrolled(server: TestServer): Promise<string> {
  const { id }: { id: string } = await post(server, '/api/v1/sources', { name: 'meldingskilde' })
  return id
}

/** Somebody's list at an address. */
export async function serveIndicators(): Promise<{ url: string; close(): void }> {
  const text = indicatorsCsv('198.51.100.77')
  // Beside it, what a provider of CSAF says of itself.
  const provider = (host: string) => ({
    role: 'csaf_provider',
    publisher: { name: 'Sørlys', namespace: 'https://sorlys.example' },
    distributions: [{ directory_url: `http://${host}/files/` }],
  })
  const http = createServer(({ url, headers: { host = '' } }, response) =>
    url === '/provider-metadata.json'
      ? response.setHeader('content-type', 'application/json').end(JSON.stringify(provider(host)))
      : response.setHeader('content-type', 'text/csv').end(text),
  )
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()))
  const { port } = http.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/liste.csv`, close: () => http.close() }
}

function indicatorsCsv(address: string): string {
  return `type,value,category,confidence,tlp,valid_until,source,comment\nipv4,${address},c2,90,AMBER,,Testkilde,`
}

/** A hunt of the member's own that is under way and has found something. */
async function hunted({ platform }: TestServer, member: string, mark: string): Promise<string> {
  const { db } = platform.postgres
  const now = platform.clock()
  const id = newId()
  const indicators = JSON.stringify([{ type: 'domain', value: `innsida.${mark}.example` }])
  const draft = {
    id,
    created_at: now,
    asked_by_kind: 'command',
    asked_by: null,
    members: [member],
    days: 30,
    indicators,
  }
  await db
    .insertInto('hunt')
    .values({ ...draft, state: 'running' })
    .execute()
  const hit = { hunt_id: id, number: 0, orgnr: member, events: 1, first_seen: now, last_seen: now, fields: ['dns'] }
  await db.insertInto('hunt_hit').values(hit).execute()
  return id
}

/** What leads to a warning at once, to a TLP:RED one, to two that wait for a person, and a line that cannot be read. */
async function observe(server: TestServer, token: string, src_ip: string, mark: string): Promise<void> {
  const timestamp = new Date().toISOString()
  const lines = [
    eve.flow({ src_ip, dest_ip: '203.0.113.66', timestamp }),
    eve.dns({ src_ip, rrname: `${redMark}.example`, timestamp }),
    eve.http({ src_ip, hostname: `innsida.${mark}.example`, timestamp }),
    eve.alert({ src_ip, signature: 'TEST regel', timestamp }),
    eve.alert({ src_ip, signature_id: 9000002, signature: 'TEST en regel til', timestamp }),
  ]
  const sent = await fetch(`${server.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: `${eve.ndjson(lines)}{"${mark}": not json\n`,
  })
  expect(sent.status).toBe(202)
}
