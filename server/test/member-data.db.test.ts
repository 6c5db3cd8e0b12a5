/** Everything of a member through the running program: handed out whole, erased whole, and gone with time. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addJobs, newId, rows } from '../src/platform/index.ts'
import { orgnr } from './support/builders.ts'
import { startTestServer, type TestServer } from './support/server.ts'

const [one, two] = [orgnr(1), orgnr(2)]
const members = `orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language
${one},Granvåg kommune,municipality,,10.20.0.0/16,granvag.example,Kari Vakt,kari@granvag.example,,nn
${two},Steinvik sykehus,hospital,,10.30.0.0/16,steinvik.example,Per Drift,per@steinvik.example,,en`
const indicators = `type,value,category,confidence,tlp,valid_until,source,comment
ipv4,203.0.113.66,c2,90,RED,,Testkilde,`

let server: TestServer
/** Holds a role at both members, or at the first alone. */
const [ofBoth, ofOne] = [newId(), newId()]

beforeAll(async () => {
  server = await startTestServer()
  await server.call('POST', '/api/v1/members/import', { text: members, type: 'text/csv' })
  await server.call('POST', '/api/v1/indicators/import', { text: indicators, type: 'text/csv' })
  const { db } = server.platform.postgres
  for (const [id, name, at] of [
    [ofBoth, 'Berit Begge', [one, two]],
    [ofOne, 'Eva Ene', [one]],
  ] as const) {
    await db
      .insertInto('person')
      .values({ id, name, email: `${id}@medlem.example`, emailVerified: true, language: 'nb' })
      .execute()
    for (const member of at) {
      await db.insertInto('person_role').values({ person_id: id, role: 'member_contact', orgnr: member }).execute()
    }
  }
  const key = { name: 'Granvågs SIEM', scope: `member:${one}`, expires_at: new Date(Date.now() + 1e9).toISOString() }
  expect((await server.call('POST', '/api/v1/keys', { body: key })).status).toBe(201)
  for (const [member, name, network] of [
    [one, 'granvag-1', '10.20.0'],
    [two, 'steinvik-1', '10.30.0'],
  ] as const) {
    const enrolled = await server.call('POST', '/api/v1/sensors', { body: { member, name } })
    const lines = [
      { src_ip: `${network}.4`, dest_ip: '203.0.113.66' },
      { src_ip: `${network}.5`, dest_ip: '192.0.2.1' },
    ].map((flow) => JSON.stringify({ timestamp: new Date().toISOString(), event_type: 'flow', proto: 'TCP', ...flow }))
    const sent = await fetch(`${server.address}/ingest/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${(enrolled.body as { token: string }).token}`,
        'content-type': 'application/x-ndjson',
      },
      body: [...lines, 'tull'].join('\n'),
    })
    expect(sent.status).toBe(202)
  }
  await vi.waitFor(async () => expect(await events()).toEqual({ [one]: 2, [two]: 2 }), { timeout: 30_000 })
  await vi.waitFor(async () => expect((await db.selectFrom('warning').select('id').execute()).length).toBe(2), {
    timeout: 30_000,
  })
  const { rows: warnings } = await server.platform.postgres.pool.query('select id from warning where orgnr = $1', [one])
  await server.platform.postgres.pool.query(
    `insert into response (id, warning_id, contact_name, kind, answer, comment)
    values ($1, $2, 'Kari Vakt', 'answer', 'unknown', 'Vi ser på det')`,
    [newId(), warnings[0].id],
  )
  await server.platform.postgres.pool.query(
    `insert into response_attachment (id, response_id, number, name, size, sha256, content)
    select $1, id, 0, 'logg.txt', 4, $2, 'logg' from response`,
    [newId(), '46d79d5ea81fdd78e0d5bd253745d052f8552696bedebaa19440e31bbb79eb62'],
  )
})
afterAll(() => server.close())

async function events(): Promise<Record<string, number>> {
  const counted = await rows<{ member: string; lines: number }>(
    server.platform.clickhouse,
    'select toString(member) as member, toUInt32(uniqExact(id)) as lines from event group by member',
  )
  return Object.fromEntries(counted.map(({ member, lines }) => [member, lines]))
}

async function exported(scope: string) {
  const answer = await fetch(`${server.address}/api/v1/members/${one}/export`, {
    headers: { authorization: `Bearer ${await server.key(scope)}` },
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

type Line = { kind: string; [name: string]: unknown }

describe('a member’s data', () => {
  it('is handed out whole, its events last, and nothing of anybody else’s', async () => {
    const { status, headers, text } = await exported('admin')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="varde-\d{9}-\d{4}-\d\d-\d\d\.ndjson"$/)
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    const kinds = Object.fromEntries(
      [...Map.groupBy(lines, ({ kind }) => kind)].map(([kind, group]) => [kind, group.length]),
    )
    expect(kinds).toEqual({
      member: 1,
      network: 1,
      domain: 1,
      contact: 1,
      person: 2,
      // Its own, and its sensor's.
      key: 2,
      audit_entry: expect.any(Number),
      sensor: 1,
      rejected_line: 1,
      detection: 1,
      warning: 1,
      attachment: 1,
      event: 2,
    })
    expect(lines.at(-1)?.kind).toBe('event')
    expect(lines[0]).toMatchObject({ orgnr: one, name: 'Granvåg kommune', organisation: 'municipality' })
    const warning = lines.find(({ kind }) => kind === 'warning')
    expect(warning).toMatchObject({
      deliveries: [{ email: 'kari@granvag.example' }],
      responses: [{ comment: 'Vi ser på det' }],
    })
    expect(lines.find(({ kind }) => kind === 'attachment')).toMatchObject({ name: 'logg.txt', base64: 'bG9nZw==' })
    expect(text).not.toMatch(new RegExp(`${two}|[Ss]teinvik|10\\.30\\.|secret|hash":"\\\\`))
    const log = lines.filter(({ kind }) => kind === 'audit_entry').map(({ act }) => act)
    expect(log).toEqual(expect.arrayContaining(['sensor.enrolled', 'key.made', 'member.exported']))
  })

  it('is not handed out to a key of the member, nor to an auditor', async () => {
    for (const scope of [`member:${one}`, 'auditor', 'analyst']) expect((await exported(scope)).status).toBe(403)
  })
})

describe('a member', () => {
  const erase = (name: string, scope = 'admin') =>
    server.call('DELETE', `/api/v1/members/${one}`, { scope, body: { name } })

  it('is not erased under another name, by another role, or while a hold covers it', async () => {
    expect(await erase('Granvåg')).toMatchObject({
      status: 400,
      body: { code: 'member_name_differs', detail: expect.stringContaining('"Granvåg kommune"') },
    })
    expect(await erase('Granvåg kommune', 'analyst')).toMatchObject({ status: 403 })
    for (const place of [{ member: one }, { class: 'events' }]) {
      const hold = await server.call('POST', '/api/v1/holds', { body: { ...place, reason: 'Etterforskning' } })
      expect(hold.status).toBe(201)
      expect(await erase('Granvåg kommune')).toMatchObject({ status: 409, body: { code: 'member_held' } })
      const { id } = hold.body as { id: string }
      expect((await server.call('POST', `/api/v1/holds/${id}/release`)).status).toBe(204)
    }
    expect(await events()).toEqual({ [one]: 2, [two]: 2 })
  })

  it('is erased with everything in both stores, and nobody else loses anything', async () => {
    const erased = await erase(' Granvåg kommune ')
    expect(erased).toMatchObject({
      status: 200,
      body: {
        removed: {
          networks: 1,
          domains: 1,
          contacts: 1,
          sensors: 1,
          detections: 1,
          warnings: 1,
          deliveries: 1,
          responses: 1,
          attachments: 1,
          keys: 2,
          roles: 2,
          people: 1,
          holds: 1,
        },
      },
    })
    const rejected = () => rows(server.platform.clickhouse, 'select toUInt32(count()) as n from rejected_line')
    await vi.waitFor(async () => expect([await events(), await rejected()]).toEqual([{ [two]: 2 }, [{ n: 1 }]]), {
      timeout: 30_000,
    })
    expect((await server.call('GET', `/api/v1/members/${one}`)).status).toBe(404)
    expect((await erase('Granvåg kommune')).status).toBe(404)

    const { pool } = server.platform.postgres
    const { rows: tables } = await pool.query(`select table_name as name from information_schema.columns
      where column_name = 'orgnr' and table_schema = 'public' and table_name <> 'audit_entry'`)
    expect(tables.length).toBeGreaterThan(7)
    for (const { name } of tables) {
      const { rows: left } = await pool.query(`select count(*) as n from ${name} where orgnr = $1`, [one])
      expect([name, left[0].n]).toEqual([name, 0])
    }
    const people = await pool.query('select id from person where id = any($1)', [[ofBoth, ofOne]])
    expect(people.rows).toEqual([{ id: ofBoth }])
    for (const [table, n] of [
      ['member', 1],
      ['sensor', 1],
      ['warning', 1],
      ['detection', 1],
      ['contact', 1],
    ] as const) {
      expect([table, (await pool.query(`select count(*) as n from ${table}`)).rows[0].n]).toEqual([table, n])
    }
  })

  it('leaves in the log that it was erased, by its number alone', async () => {
    await vi.waitFor(async () => {
      const { body } = await server.call('GET', `/api/v1/history/member/${one}`, { scope: 'analyst' })
      const items = (body as { items: { act: string; details: object }[] }).items
      expect(items.filter(({ act }) => act === 'member.erased').map(({ details }) => details)).toEqual([
        { events: 2, rejected_lines: 1, segments: 0 },
        expect.objectContaining({ warnings: 1, people: 1 }),
      ])
    })
    const { rows: log } = await server.platform.postgres.pool.query(
      'select row_to_json(e)::text as said from audit_entry e',
    )
    expect(log.map(({ said }) => said).join('\n')).not.toMatch(/granvåg|kari|berit|eva|etterforskning/i)
    expect((await server.call('POST', '/api/v1/audit/verify', { scope: 'auditor' })).body).toMatchObject({ faults: [] })
  })
})

describe('what has been kept long enough', () => {
  it('goes each night, in both stores, and what went is shown', async () => {
    const { db, owner } = server.platform.postgres
    const { rows: nightly } = await owner.query('select identifier from graphile_worker._private_known_crontabs')
    expect(nightly.map(({ identifier }) => identifier)).toContain('retention')
    // An event of Steinvik's of half a year ago, and a warning of ten years ago.
    const old = new Date(Date.now() - 180 * 86_400_000)
    await server.platform.clickhouse.client.command({
      query: `insert into event (id, segment, sensor, received_at, hour, time, member, attribution, version)
        select reverse(id), segment, sensor, {at:DateTime64(3, 'UTC')}, hour, time, member, attribution, version from event limit 1`,
      query_params: { at: old.toISOString().replace('T', ' ').replace('Z', '') },
    })
    await owner.query("update warning set created_at = created_at - interval '10 years'")
    expect(await events()).toEqual({ [two]: 3 })
    await addJobs(db, 'retention', [{ key: 'now', payload: {} }])
    const runs = async () => {
      const { body } = await server.call('GET', '/api/v1/retention', { scope: 'auditor' })
      const { items } = body as { items: { class: string; last_run: { removed: number; held: number } | null }[] }
      return Object.fromEntries(items.map((rule) => [rule.class, rule.last_run?.removed]))
    }
    await vi.waitFor(async () => expect((await runs())['audit']).toBe(0), { timeout: 30_000 })
    expect(await runs()).toMatchObject({ events: 1, rejected_lines: 0, detections: 0, warnings: 1, sessions: 0 })
    expect(await events()).toEqual({ [two]: 2 })
  })
})
