/** rsyslog's omelasticsearch from Debian sends what a sensor writes to a real Varde, configured as our guide says. */
import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { insertKey } from '../server/src/access/index.ts'
import { hashSecret, newId, newSecret, type Postgres } from '../server/src/platform/index.ts'
import { enrolSensor } from '../server/src/sensing/index.ts'
import { testNote } from '../server/test/support/audit.ts'
import { orgnr } from '../server/test/support/builders.ts'
import { freshDatabase, openTestPostgres } from '../server/test/support/database.ts'
import { eve } from '../server/test/support/eve.ts'
import { freePort, type Served, serveVarde } from '../server/test/support/varde.ts'
import { configurationOf } from './support/guide.ts'
import { openRsyslog, type Rsyslog } from './support/rsyslog.ts'

let folder: string
let postgres: Postgres
let environment: Record<string, string>
let token: string
let key: string
let server: Served | null = null
let rsyslog: Rsyslog | null = null

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-peer-'))
  const url = await freshDatabase()
  postgres = await openTestPostgres(url)
  environment = {
    VARDE_DATA: folder,
    VARDE_PORT: String(await freePort()),
    VARDE_POSTGRES_URL: url,
    VARDE_LOG_LEVEL: 'error',
  }
  await postgres.pool.query("insert into member (orgnr, name, kind) values ($1, 'Fjell sykehus', 'hospital')", [
    orgnr(1),
  ])
  const note = testNote(postgres.db)
  token = (await enrolSensor(postgres.db, { member: orgnr(1), name: 'fjell-1' }, new Date(), note)).token
  key = newSecret('key')
  const row = { id: newId(), name: 'test', scope: 'admin', secret_hash: hashSecret(key), expires_at: null }
  await insertKey(postgres.db, row)
})
beforeEach(async () => {
  server ??= await serveVarde(environment)
  rsyslog = await openRsyslog(await configured())
})
afterEach(() => rsyslog?.close())
afterAll(async () => {
  await server?.stop()
  await postgres.close()
  await rm(folder, { recursive: true, force: true })
})

/** The guide's own, with this server and this file; and so that a test need not wait as long between tries. */
async function configured(): Promise<(log: string) => string> {
  const guide = await configurationOf('rsyslog')
  const put = (text: string, [what, value]: readonly [string, string]) => {
    if (!text.includes(what)) throw new Error(`the guide’s configuration does not hold ${what}`)
    return text.replace(what, value)
  }
  return (log) =>
    (
      [
        ['/var/log/suricata/eve.json', log],
        ['/var/spool/rsyslog/varde-refused', `${log}.refused`],
        ['server="varde.csirt.example"', 'server="127.0.0.1"'],
        ['serverport="443"', `serverport="${environment['VARDE_PORT']}"`],
        ['usehttps="on"', 'usehttps="off"'],
        ['pwd="TOKEN"', `pwd="${token}"`],
        ['action.resumeRetryCount="-1"', 'action.resumeRetryCount="-1" action.resumeInterval="1"'],
      ] as const
    ).reduce(put, guide)
}

const address = () => `http://127.0.0.1:${environment['VARDE_PORT']}`
async function read(path: string): Promise<{ count: number; items: { http_url: string }[] }> {
  const response = await fetch(`${address()}${path}`, { headers: { authorization: `Bearer ${key}` } })
  return (await response.json()) as { count: number; items: { http_url: string }[] }
}
const count = async () => (await read('/api/v1/events/count')).count
const counts = (wanted: number) =>
  vi.waitFor(async () => expect(await count()).toBe(wanted), { timeout: 60_000, interval: 200 })
/** Lines that reached the spool, sent again or not. */
async function received(): Promise<number> {
  const { rows } = await postgres.pool.query('select coalesce(sum(lines), 0)::int as lines from loaded_segment')
  return rows[0].lines
}
const receives = (wanted: number) =>
  vi.waitFor(async () => expect(await received()).toBe(wanted), { timeout: 60_000, interval: 200 })
async function write(lines: Parameters<typeof eve.ndjson>[0]): Promise<void> {
  await appendFile(rsyslog?.log ?? '', eve.ndjson(lines))
}
const flows = (n: number) => Array.from({ length: n }, () => eve.flow())

it('sends every line as it is, in bulk, also one of many kilobytes and with letters beyond ASCII', async () => {
  const before = [await count(), await received()] as const
  const long = eve.http({ hostname: 'long.example', url: `/${'å'.repeat(10_000)}` })
  await write([...flows(500), long])
  await rsyslog?.start()
  await write(flows(500))
  await counts(before[0] + 1001)
  await receives(before[1] + 1001)
  const { items } = await read('/api/v1/events?q=long.example')
  expect(items).toHaveLength(1)
  expect(items[0]?.http_url).toHaveLength(10_001)
})

it('a line that is no event is set aside and holds up none', async () => {
  const before = await count()
  await rsyslog?.start()
  await write(flows(3))
  await appendFile(rsyslog?.log ?? '', 'this is no event\n')
  await write(flows(3))
  await counts(before + 6)
  await vi.waitFor(async () => {
    const { rows } = await postgres.pool.query('select rejected_lines::int as rejected from sensor')
    expect(rows[0].rejected).toBe(1)
  }, 30_000)
})

it('what was written while the server was away comes when it is back, once', async () => {
  const before = [await count(), await received()] as const
  await rsyslog?.start()
  await write(flows(100))
  await counts(before[0] + 100)
  await server?.stop()
  server = null
  await write(flows(200))
  await vi.waitFor(() => expect(rsyslog?.said()).toContain('suspend'), 30_000)
  await write(flows(200))
  server = await serveVarde(environment)
  await counts(before[0] + 500)
  await receives(before[1] + 500)
})

it('what is refused while the spool cannot be written comes when it can', async () => {
  const before = await count()
  const incoming = join(folder, 'spool', 'incoming')
  await rename(incoming, `${incoming}-away`)
  await writeFile(incoming, '')
  await rsyslog?.start()
  await write(flows(300))
  await vi.waitFor(() => expect(rsyslog?.said()).toContain('suspend'), 30_000)
  expect(await count()).toBe(before)
  await rm(incoming)
  await rename(`${incoming}-away`, incoming)
  await counts(before + 300)
})
