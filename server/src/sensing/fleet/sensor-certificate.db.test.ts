import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { type Authority, type Certified, openAuthority } from '../../../test/support/certificates.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { enrolSensor } from '../index.ts'
import { isOwnCertificate } from './sensor-credential.ts'

let folder: string
let authority: Authority
let server: TestServer
let sensor: { id: string; token: string }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-tls-'))
  authority = await openAuthority()
  const own = await authority.issue('localhost')
  const path = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  server = await startTestServer({
    VARDE_TLS_CERT: await path('server.pem', own.cert),
    VARDE_TLS_KEY: await path('server.key', own.key),
    VARDE_TLS_SENSOR_CA: await path('sensors.pem', authority.cert),
  })
  const { db, pool } = server.platform.postgres
  await pool.query("insert into member (orgnr, name, kind) values ($1, 'Fjell sykehus', 'hospital')", [orgnr(1)])
  sensor = await enrolSensor(db, { member: orgnr(1), name: 'fjell-1' }, new Date(), testNote(db))
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** A request that shows this certificate, or none. */
function send(
  path: string,
  shown: Certified | null,
  options: { method?: string; token?: string; body?: string } = {},
): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.address)
    const asked = request(
      {
        host: 'localhost',
        port,
        path,
        method: options.method ?? 'GET',
        ca: authority.cert,
        ...(shown ?? {}),
        agent: false,
        headers: options.token === undefined ? {} : { authorization: `Bearer ${options.token}` },
      },
      (answer) => {
        let text = ''
        answer.on('data', (part) => {
          text += part
        })
        answer.on('end', () => resolve([answer.statusCode ?? 0, text]))
      },
    )
    asked.on('error', reject)
    asked.end(options.body)
  })
}
async function sendEvents(shown: Certified | null): Promise<[number, string]> {
  const [status, text] = await send('/ingest/v1/events', shown, { method: 'POST', token: sensor.token, body: '{}\n' })
  return [status, JSON.parse(text).code ?? 'taken']
}

describe('where the server asks sensors for certificates', () => {
  it('one with the sensor’s name or id is taken', async () => {
    expect(await sendEvents(await authority.issue('fjell-1'))).toEqual([202, 'taken'])
    expect(await sendEvents(await authority.issue(sensor.id))).toEqual([202, 'taken'])
  })

  it('another sensor’s, a stranger’s and none are refused, counted and written down', async () => {
    const refused = [403, 'sensor_certificate']
    expect(await sendEvents(await authority.issue('fjell-2'))).toEqual(refused)
    expect(await sendEvents(await (await openAuthority('Somebody else')).issue('fjell-1'))).toEqual(refused)
    expect(await sendEvents(null)).toEqual(refused)
    const { pool } = server.platform.postgres
    const key = await pool.query('select failures, last_failure_reason from api_key where sensor_id = $1', [sensor.id])
    expect(key.rows).toEqual([{ failures: 3, last_failure_reason: 'certificate' }])
    const log = await pool.query("select object_id, details from audit_entry where act = 'sensor.refused'")
    expect(log.rows).toEqual([{ object_id: sensor.id, details: { reason: 'certificate' } }])
  })

  it('people and programs need none', async () => {
    expect((await send('/healthz', null))[0]).toBe(200)
    const [status] = await send('/api/v1/sensors', null, { token: await server.key('analyst') })
    expect(status).toBe(200)
  })

  it('each request is judged by its own certificate, also where tokens are looked up together', async () => {
    const [own, other] = [await authority.issue('fjell-1'), await authority.issue('fjell-2')]
    // Of an address that is refused too often nothing is judged any more.
    const shown = Array.from({ length: 24 }, (_, n) => [own, other, null][n % 3] ?? null)
    const answers = await Promise.all(shown.map(sendEvents))
    expect(answers).toEqual(shown.map((one) => (one === own ? [202, 'taken'] : [403, 'sensor_certificate'])))
  })
})

it.each([
  [['fjell-1'], true],
  [['0198'], true],
  [['fjell-1', 'fjell-2'], false],
  [[], false],
  [['FJELL-1'], false],
])('a certificate for %j is the sensor’s own: %j', (names, own) => {
  const it = { id: '0198', name: 'fjell-1' }
  expect(isOwnCertificate({ authorized: true, names }, it)).toBe(own)
  expect(isOwnCertificate({ authorized: false, names }, it)).toBe(false)
})
