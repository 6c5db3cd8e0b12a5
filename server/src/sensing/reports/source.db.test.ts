import type { Source } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

const member = orgnr(1)
let server: TestServer
let source: { id: string; name: string; token: string }
let sensor: { id: string; token: string }

beforeAll(async () => {
  server = await startTestServer()
  const { db } = server.platform.postgres
  await db
    .insertInto('member')
    .values({ orgnr: member, name: 'Granvåg kommune', kind: 'municipality', municipality_number: null })
    .execute()
  sensor = (await server.call('POST', '/api/v1/sensors', { body: { member, name: 'fjell-1' } })).body
  source = (await server.call('POST', '/api/v1/sources', { body: { name: ' shadow  server ' } })).body
})
afterAll(() => server.close())

const send = async (token: string, path: string, body: string) => {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${server.address}${path}`, { method: 'POST', headers, body })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const reports = '/ingest/v1/reports/shadowserver'
const report = 'timestamp,severity,ip,port,handshake,rdp_protocol\n2026-11-20 04:12:33,high,198.51.100.7,3389,RDP,TLS\n'
const listed = async (path: string, scope?: string) => {
  const { body } = await server.call('GET', path, scope === undefined ? {} : { scope })
  return (body as { items: Source[] }).items
}

describe('a source of reports', () => {
  it('is nobody’s: not among sensors, not seen by members, and not to be had for a sensor', async () => {
    expect(source.name).toBe('shadow server')
    expect((await listed('/api/v1/sensors')).map(({ id }) => id)).toEqual([sensor.id])
    expect(await listed('/api/v1/sources')).toMatchObject([{ id: source.id, state: 'waiting', last_seen_at: null }])
    expect((await server.call('GET', '/api/v1/sources', { scope: `member:${member}` })).status).toBe(403)
    const paths = [`/api/v1/sensors/${source.id}`, `/api/v1/sources/${sensor.id}`]
    for (const [method, path] of [
      ['GET', paths[0]],
      ['POST', `${paths[0]}/revoke`],
      ['POST', `${paths[1]}/revoke`],
    ] as const) {
      expect([path, (await server.call(method, path as string)).status]).toEqual([path, 404])
    }
    const rotated = await server.call('POST', `/api/v1/sensors/${source.id}/rotate`, { body: { overlap_hours: 1 } })
    expect(rotated.status).toBe(404)
  })

  it('has a name of its own among sensors and sources', async () => {
    const enrol = (name: string) => server.call('POST', '/api/v1/sources', { body: { name } })
    expect((await enrol('fjell-1')).body).toMatchObject({ code: 'source_name_taken' })
    expect((await enrol('shadow server')).body).toMatchObject({ code: 'source_name_taken' })
    expect((await enrol(' \t ')).body).toMatchObject({ code: 'source_name_empty' })
    const ended = { name: 'other', expires_at: '2020-01-01T00:00:00Z' }
    expect((await server.call('POST', '/api/v1/sources', { body: ended })).body).toMatchObject({
      code: 'sensor_end_passed',
    })
  })

  it('is not silent when it has nothing to report', async () => {
    const { pool } = server.platform.postgres
    await pool.query("update sensor set last_seen_at = now() - interval '30 days' where id = $1", [source.id])
    const overview = (await server.call('GET', '/api/v1/overview')).body as { burning: { id: string }[] }
    expect(JSON.stringify(overview)).not.toContain(source.id)
    expect(await listed('/api/v1/sources')).toMatchObject([{ id: source.id, state: 'ok' }])
  })

  it('sends a report as it was downloaded, and is told what it is', async () => {
    const answer = await send(source.token, `${reports}?file=2026-11-20-scan_rdp-example.csv`, report)
    expect(answer).toMatchObject({
      status: 202,
      body: { received: 1, kind: 'scan_rdp', title: 'Accessible RDP', known: true, broken: 0 },
    })
  })

  it('is told why a report is not taken, and nothing of it is kept', async () => {
    expect(await send(source.token, reports, 'a,b\n1,2\n')).toMatchObject({
      status: 400,
      body: {
        code: 'report_unreadable',
        detail: expect.stringMatching(/names no columns .* Nothing of it was kept\.$/),
      },
    })
    expect(await send(sensor.token, reports, report)).toMatchObject({
      status: 403,
      body: { code: 'report_source_needed' },
    })
    expect((await send('varde_sensor_x', reports, report)).status).toBe(401)
  })

  it('gets a new token, and is ended', async () => {
    const { body } = await server.call('POST', `/api/v1/sources/${source.id}/rotate`, { body: { overlap_hours: 0 } })
    const { token } = body as { token: string }
    expect((await send(source.token, reports, report)).status).toBe(401)
    expect((await send(token, reports, report)).status).toBe(202)
    expect((await server.call('POST', `/api/v1/sources/${source.id}/revoke`)).status).toBe(204)
    expect((await send(token, reports, report)).status).toBe(401)
    expect(await listed('/api/v1/sources')).toMatchObject([{ state: 'revoked' }])
    const again = await server.call('POST', `/api/v1/sources/${source.id}/rotate`, { body: { overlap_hours: 0 } })
    expect(again.status).toBe(409)
    const said = await server.platform.postgres.db
      .selectFrom('audit_entry')
      .select(['act', 'orgnr'])
      .where('object_id', '=', source.id)
      .where('outcome', '=', 'done')
      .orderBy('seq')
      .execute()
    expect(said).toEqual(['source.enrolled', 'source.rotated', 'source.revoked'].map((act) => ({ act, orgnr: null })))
  })
})
