/** Events over HTTP on the whole server: what is refused and how it is told, who sees what, and the file. */
import type { AuditEntry, EventFieldCounts, EventHistogram } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { insertEvents } from '../../../test/support/event-rows.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { eventFile } from './event-file.ts'

const [a, b] = [orgnr(1), orgnr(2)]
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  const { owner } = server.platform.postgres
  for (const member of [a, b]) {
    await owner.query('insert into member (orgnr, name, kind) values ($1, $2, $3)', [member, `Org ${member}`, 'test'])
  }
  const at = (second: number) => `2026-11-24T03:00:${String(second).padStart(2, '0')}.000000Z`
  await insertEvents(server.platform.clickhouse, [
    { time: at(1), member: a, src_ip: '10.1.0.1', event_type: 'fileinfo', file_name: '=2+5', details: { x: '1' } },
    { time: at(2), member: a, src_ip: '10.1.0.1', event_type: 'dns', dns_answers: ['a.example', 'b.example'] },
    { time: at(3), member: b, src_ip: '10.2.0.1', event_type: 'flow' },
  ])
})
afterAll(() => server.close())

const get = (path: string, scope = 'analyst') => server.call('GET', `/api/v1/events${path}`, { scope })
const memberA = `member:${a}`

describe('what cannot be searched for is refused with its name and the mend', () => {
  it.each([
    ['?address=10.1', 'querystring/address', 'neither an address nor a network'],
    ['/count?hash=abc', 'querystring/hash', '32 (MD5)'],
    ['/fields?field=proto&is=dest_port:https', 'querystring/is/0', 'Write digits'],
    ['/export?not=src_ip:x', 'querystring/not/0', 'an address or a network'],
    ['/histogram?zone=Oslo/Nowhere', 'querystring/zone', 'IANA name'],
    ['/histogram?zone=%2B01:00', 'querystring/zone', 'IANA name'],
    [
      '/histogram?bucket=PT1S&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
      'querystring/bucket',
      'Choose wider ones',
    ],
  ])('%s', async (path, at, message) => {
    const answer = await get(path)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: 'invalid_input',
      errors: [{ at, message: expect.stringContaining(message) }],
    })
  })

  it.each(['?is=password:x', '/fields?field=raw', '/fields', '/export?format=xml', '?port=70000', '?id=zz'])(
    '%s, by its shape alone',
    async (path) => expect((await get(path)).status).toBe(400),
  )
})

it('counts and bars are of what the caller may see', async () => {
  const fields = async (scope: string) => (await get('/fields?field=event_type', scope)).body as EventFieldCounts
  const bars = async (scope: string) => (await get('/histogram', scope)).body as EventHistogram
  expect([(await fields('analyst')).total, (await fields(memberA)).total]).toEqual([3, 2])
  expect((await fields(memberA)).values.map(({ value }) => value)).toEqual(['dns', 'fileinfo'])
  expect([(await bars('analyst')).total, (await bars(memberA)).total]).toEqual([3, 2])
  expect((await bars('analyst')).bucket).toBe('PT1S')
  expect((await get('/fields?field=event_type', 'auditor')).status).toBe(403)
})

describe('the file', () => {
  const text = async (path: string, scope = 'analyst') => {
    const authorization = `Bearer ${await server.key(scope)}`
    const { status, headers, ...answer } = await fetch(`${server.address}/api/v1/events${path}`, {
      headers: { authorization },
    }).then(async (given) => ({ status: given.status, headers: given.headers, bytes: await given.arrayBuffer() }))
    expect(status).toBe(200)
    // `text()` would take the byte order mark away.
    return { headers, lines: Buffer.from(answer.bytes).toString().trimEnd().split(/\r?\n/) }
  }

  it('is one line an event, the newest first, and only of what the caller may see', async () => {
    const all = await text('/export')
    expect(all.headers.get('content-type')).toContain('application/x-ndjson')
    expect(all.headers.get('content-disposition')).toMatch(
      /^attachment; filename="varde-events-20\d\d-\d\d-\d\d\.ndjson"$/,
    )
    expect(all.headers.get('varde-export-limit')).toBe('200000')
    expect(all.lines.map((line) => JSON.parse(line).event_type)).toEqual(['flow', 'dns', 'fileinfo'])
    const own = await text('/export', memberA)
    expect(own.lines.map((line) => JSON.parse(line).event_type)).toEqual(['dns', 'fileinfo'])
  })

  it('as CSV runs nothing when it is opened', async () => {
    const { lines, headers } = await text('/export?format=csv&event_type=fileinfo')
    expect(headers.get('content-type')).toContain('text/csv')
    expect(lines[0]).toMatch(/^\ufeffid,time,received_at,sensor,member,/)
    expect(lines[1]).toContain(",'=2+5,")
    expect(lines[1]).toContain('"{""x"":""1""}"')
    expect(lines).toHaveLength(2)
    expect((await text('/export?format=csv&event_type=dns')).lines[1]).toContain(',a.example b.example,')
  })

  it('is written in the log with who asked for what, but not the words, which may name a person', async () => {
    await get(`/export?member=${a}&email=kari@legekontor.example&from=2026-11-24T00:00:00Z`)
    const log = await server.call('GET', '/api/v1/audit?act=events.exported')
    const [entry] = (log.body as { items: AuditEntry[] }).items
    expect(entry).toMatchObject({
      act: 'events.exported',
      member: a,
      details: { format: 'ndjson', from: '2026-11-24T00:00:00Z', narrowed_by: ['email'] },
    })
    expect(JSON.stringify(entry)).not.toContain('kari')
  })

  it('says at its end when it was cut, and how to go on', async () => {
    const one = JSON.parse((await text('/export')).lines[0] as string)
    async function* events() {
      for (const second of [9, 8, 7]) yield { ...one, time: `2026-11-24T03:00:0${second}.123456Z` }
    }
    const written = async (format: 'csv' | 'ndjson', most: number) => {
      const lines: string[] = []
      for await (const line of eventFile(events(), format, most)) lines.push(line)
      return lines
    }
    expect(await written('ndjson', 3)).toHaveLength(3)
    const cut = await written('ndjson', 2)
    expect(JSON.parse(cut.at(-1) as string)).toEqual({
      cut: true,
      events: 2,
      go_on_with_to: '2026-11-24T03:00:08.124Z',
    })
    expect((await written('csv', 2)).at(-1)).toBe(
      '"CUT: only the newest 2 events are here. For the older ones, export again with the end 2026-11-24T03:00:08.124Z."\r\n',
    )
  })
})
