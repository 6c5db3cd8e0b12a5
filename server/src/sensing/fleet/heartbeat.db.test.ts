/** The heartbeat on the whole program: the port, both stores, the jobs and the mail are real. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { openAuthority } from '../../../test/support/certificates.ts'
import { startClickhouseServer } from '../../../test/support/clickhouse-server.ts'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { newId, rows } from '../../platform/index.ts'
import { sensingRemovers } from '../events/event-retention.store.ts'
import { watchHeartbeatJob } from './heartbeat.job.ts'
import { listHeartbeats } from './heartbeat.store.ts'
import { heartbeatSensor } from './heartbeat.ts'

const often = { first: 0, every: 300, whileOut: 200 }
const minute = 60_000
const day = 24 * 60 * minute

let mailbox: Mailbox
let server: TestServer
/** Milliseconds that the server's clock is ahead. */
let ahead = 0

const heartbeats = () => listHeartbeats(server.platform.postgres.db)
const now = async () => (await server.call('GET', '/api/v1/now')).body as Record<string, never>
const until = { timeout: 20_000, interval: 100 }
const attempt = { attempt: 1, last: false }
const watch = () => watchHeartbeatJob(server.platform, server.access.audit)({}, attempt)
const stored = async () => {
  const { clickhouse } = server.platform
  const where = 'where sensor = {sensor:UUID} and event_type = {type:String}'
  const parameters = { sensor: heartbeatSensor, type: 'heartbeat' }
  const [found] = await rows<{ count: number }>(
    clickhouse,
    `select toUInt32(count()) as count from event ${where}`,
    parameters,
  )
  return found?.count ?? 0
}
async function log() {
  const { rows: entries } = await server.platform.postgres.pool.query(
    `select act, details from audit_entry where act like 'heartbeat.%' order by seq`,
  )
  return entries.map(({ act, details }) => [act.slice('heartbeat.'.length), details])
}

describe('the heartbeat', () => {
  beforeAll(async () => {
    mailbox = await openMailbox()
    server = await startTestServer(
      { VARDE_HEARTBEAT_MINUTES: '5', VARDE_SMTP_URL: mailbox.url },
      { clock: () => new Date(Date.now() + ahead), sensing: { heartbeat: often } },
    )
    const { pool } = server.platform.postgres
    const id = newId()
    await pool.query(
      `insert into person (id, name, email, language, "emailVerified") values ($1, 'Vakt', 'vakt@csirt.example', 'nb', true)`,
      [id],
    )
    await pool.query(`insert into person_role (person_id, role) values ($1, 'duty_officer')`, [id])
  })
  afterAll(async () => {
    await server.close()
    await mailbox.close()
  })

  it('comes back as stored, and says how long it took', async () => {
    await vi.waitFor(
      async () => expect((await now())['heartbeat']).toMatchObject({ state: 'ok', seconds: expect.any(Number) }),
      until,
    )
    expect(await stored()).toBeGreaterThan(0)
    const [one, ...more] = await heartbeats()
    expect(more).toEqual([])
    expect(one).toMatchObject({ fault: null, alarm_at: null, back_sent_at: expect.any(Date) })
    const { body } = await server.call('GET', '/metrics', { scope: null })
    expect(body).toMatch(/^varde_heartbeat_seconds [\d.]+$/m)
    expect(body).toMatch(/^varde_heartbeat_age_seconds [\d.]+$/m)
  })

  it('is nobody’s event, sensor or count', async () => {
    const { pool, within } = server.platform.postgres
    await pool.query(`insert into member (orgnr, name, kind) values ($1, 'Granvåg', 'gp')`, [orgnr(1)])
    for (const scope of ['admin', `member:${orgnr(1)}`]) {
      for (const query of ['', `?sensor=${heartbeatSensor}`, '?event_type=heartbeat']) {
        expect((await server.call('GET', `/api/v1/events${query}`, { scope })).body).toMatchObject({ items: [] })
        expect((await server.call('GET', `/api/v1/events/count${query}`, { scope })).body).toEqual({ count: 0 })
      }
      expect((await server.call('GET', '/api/v1/sensors', { scope })).body).toMatchObject({ items: [] })
      expect((await server.call('GET', `/api/v1/sensors/${heartbeatSensor}`, { scope })).status).toBe(404)
    }
    const page = await now()
    expect(page['last_event_at']).toBeNull()
    expect(page['troubled_sensors']).toBe(0)
    expect((page['strip'] as unknown as { events: number }[]).reduce((sum, { events }) => sum + events, 0)).toBe(0)
    expect(await listHeartbeats(within([orgnr(1)]))).toEqual([])
  })

  it('that does not come back is an alarm to the duty officers, once, until it does again', async () => {
    const { clickhouse } = server.platform
    await clickhouse.client.command({ query: 'rename table event to event_away' })
    await vi.waitFor(async () => expect((await heartbeats())[0]?.waiting_since).not.toBeNull(), until)
    await watch()
    expect(await log()).toEqual([])
    ahead += 3 * minute
    // The newest is sent as before; it is the oldest that is out too long.
    await vi.waitFor(async () => expect((await now())['heartbeat']).toMatchObject({ state: 'late' }), until)
    expect((await now())['burning']).toMatchObject([{ kind: 'heartbeat', severity: 'critical' }])
    await watch()
    await watch()
    await vi.waitFor(
      () =>
        expect(mailbox.received.map(({ to, mail }) => [to, mail.subject])).toEqual([
          ['vakt@csirt.example', 'Hendelser kommer ikke fram i Varde'],
        ]),
      until,
    )
    expect(mailbox.received[0]?.mail.html).not.toContain('\\n')
    expect(mailbox.received[0]?.mail.text).toMatch(/har ikke kommet fram siden .*2\d{3}/)
    await clickhouse.client.command({ query: 'rename table event_away to event' })
    await vi.waitFor(async () => expect((await now())['heartbeat']).toMatchObject({ state: 'ok' }), until)
    await watch()
    await watch()
    await vi.waitFor(
      () =>
        expect(mailbox.received.slice(1).map(({ mail }) => mail.subject)).toEqual([
          'Hendelser kommer fram i Varde igjen',
        ]),
      until,
    )
    const receiver = (await heartbeats())[0]?.receiver
    expect(await log()).toEqual([
      ['alarm_raised', { receiver, state: 'late' }],
      ['alarm_ended', { receiver, came_back: true }],
    ])
  }, 60_000)

  it('of a process that ended without a word is missed, and forgotten after a day', async () => {
    const { pool } = server.platform.postgres
    mailbox.received.splice(0)
    const seen = new Date(Date.now() + ahead - 8 * minute)
    await pool.query(`insert into heartbeat (receiver, every_seconds, seen_at) values ('gone:8080', 300, $1)`, [seen])
    await watch()
    await vi.waitFor(
      () => expect(mailbox.received[0]?.mail.text).toMatch(/^gone:8080 har ikke sendt noen prøvehendelse/),
      until,
    )
    await pool.query(`update heartbeat set seen_at = $1 where receiver = 'gone:8080'`, [new Date(seen.getTime() - day)])
    await watch()
    expect((await log()).slice(2)).toEqual([
      ['alarm_raised', { receiver: 'gone:8080', state: 'stopped' }],
      ['alarm_ended', { receiver: 'gone:8080', came_back: false }],
    ])
    expect((await heartbeats()).map(({ receiver }) => receiver)).not.toContain('gone:8080')
  })

  it('goes with retention as other events do', async () => {
    const { clickhouse, postgres } = server.platform
    const before = await stored()
    const { events } = sensingRemovers(clickhouse, postgres.db)
    const { removed } = await events(new Date(Date.now() + ahead + day), { all: false, members: [] })
    expect(removed).toBeGreaterThanOrEqual(before)
    expect(before).toBeGreaterThan(0)
  })
})

it('a server that is full refuses it, and one that is stopped in good order is missed by nobody', async () => {
  const full = await startTestServer(
    { VARDE_HEARTBEAT_MINUTES: '5' },
    { sensing: { heartbeat: often, spool: { waiting: 0 } } },
  )
  const { db } = full.platform.postgres
  await vi.waitFor(
    async () => expect(await listHeartbeats(db)).toMatchObject([{ fault: 'spool_busy', back_sent_at: null }]),
    until,
  )
  const { url } = full.platform.postgres
  await full.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  expect((await client.query('select * from heartbeat')).rows).toEqual([])
  await client.end()
})

it('it goes over TLS too, where sensors must show a certificate, and to a ClickHouse server elsewhere', async () => {
  const engine = await startClickhouseServer()
  const folder = await mkdtemp(join(tmpdir(), 'varde-heartbeat-'))
  const authority = await openAuthority()
  const own = await authority.issue('varde.csirt.example')
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const settings = {
    VARDE_CLICKHOUSE_URL: engine.url('varde'),
    VARDE_TLS_CERT: await file('server.pem', own.cert),
    VARDE_TLS_KEY: await file('server.key', own.key),
    VARDE_TLS_SENSOR_CA: await file('sensors.pem', authority.cert),
  }
  const secure = await startTestServer({ VARDE_HEARTBEAT_MINUTES: '5', ...settings }, { sensing: { heartbeat: often } })
  const { db } = secure.platform.postgres
  await vi.waitFor(
    async () => expect(await listHeartbeats(db)).toMatchObject([{ fault: null, back_sent_at: expect.any(Date) }]),
    until,
  )
  await secure.close()
  await engine.close()
  await rm(folder, { recursive: true })
})
