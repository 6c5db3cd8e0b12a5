/** The log names people by id alone and holds no secret, also at its most talkative and when things go wrong. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { orgnr } from './support/builders.ts'
import { freshDatabase } from './support/database.ts'
import { eve } from './support/eve.ts'
import { type Mailbox, openMailbox } from './support/mailbox.ts'
import { freePort, runVarde, type Served, serveVarde, temporaryFolder } from './support/varde.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let mailbox: Mailbox
let served: Served
let address: string
let key: string

beforeAll(async () => {
  folder = await temporaryFolder()
  mailbox = await openMailbox()
  const port = await freePort()
  const environment = {
    VARDE_DATA: `${folder.path}/data`,
    VARDE_PORT: String(port),
    VARDE_POSTGRES_URL: await freshDatabase(),
    VARDE_SMTP_URL: mailbox.url,
    VARDE_LOG_LEVEL: 'trace',
  }
  served = await serveVarde(environment)
  address = `http://127.0.0.1:${port}`
  key = (await runVarde(['keys', 'create', '--name', 'test', '--scope', 'admin'], environment)).stdout.trim()
})
afterAll(async () => {
  await served.stop()
  await mailbox.close()
  await folder.remove()
})

async function post(path: string, body: object | string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': typeof body === 'string' ? 'text/csv' : 'application/json',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, text: await answer.text() }
}

it('says what failed, and of whom nothing', async () => {
  const personal = ['ambolt', '22000017', 'hemmelig passord som er langt', 'Helt privat', key]
  // The contact's server puts the mail off, and the person who is invited is refused: both are logged as faults.
  mailbox.refuse = (recipient) => (recipient.startsWith('ny') ? 550 : 450)
  const member = [orgnr(1), 'ambolt kommune', 'gp', '', '10.1.0.0/16', 'ambolt.example', 'Kari ambolt']
  const columns =
    'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'
  const csv = `${columns}\n${[...member, 'kari@ambolt.example', '22000017', 'nb'].join(',')}`
  expect((await post('/api/v1/members/import', csv)).status).toBe(200)
  const indicators =
    'type,value,category,confidence,tlp,valid_until,source,comment\nipv4,203.0.113.66,c2,90,AMBER,,Liste,'
  expect((await post('/api/v1/indicators/import', indicators)).status).toBe(200)
  const enrolled = await post('/api/v1/sensors', { member: orgnr(1), name: 'fjell-1' })
  const { token } = JSON.parse(enrolled.text)
  personal.push(token)
  const line = eve.flow({ src_ip: '10.1.0.4', dest_ip: '203.0.113.66', timestamp: new Date().toISOString() })
  const events = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(line) }
  expect((await fetch(`${address}/ingest/v1/events`, events)).status).toBe(202)

  const invited = { email: 'ny@ambolt.example', name: 'Ny ambolt', role: 'analyst', language: 'nb' }
  expect((await post('/api/v1/people', invited)).status).toBeLessThan(300)
  const wrong = { email: 'kari@ambolt.example', password: 'hemmelig passord som er langt' }
  expect((await post('/api/auth/sign-in/email', wrong, { origin: address })).status).toBe(401)
  expect((await post('/answer/ambolt-ingen-lenke', 'comment=Helt+privat')).status).toBeGreaterThan(400)
  expect((await post('/api/v1/holds', { reason: 'Helt privat 010190' })).status).toBeLessThan(500)

  await vi.waitFor(() => expect(served.logged()).toMatch(/a job failed/), 30_000)
  await vi.waitFor(() => expect(served.logged().match(/a job failed/g)?.length).toBeGreaterThanOrEqual(2), 30_000)
  for (const secret of personal) expect(served.logged()).not.toContain(secret)
})
