/** Whoever reads the whole database, or a copy of it, finds nothing there that opens anything. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeSignInLink } from '../src/access/index.ts'
import { keptSecret } from '../src/platform/index.ts'
import { signIn } from './support/session.ts'
import { openWorld, type World } from './support/world/index.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Everything in PostgreSQL as text: tables of ours, of the sign-in library and of the job queue. */
async function everything(): Promise<string> {
  const { owner } = world.server.platform.postgres
  const { rows } = await owner.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  expect(rows.length).toBeGreaterThan(20)
  const texts = []
  for (const { name } of rows) texts.push((await owner.query(`select to_jsonb(t)::text as row from ${name} t`)).rows)
  return texts
    .flat()
    .map(({ row }) => row)
    .join('\n')
}

async function post(path: string, headers: Record<string, string>, body: object): Promise<Record<string, never>> {
  const answer = await fetch(`${world.server.address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  expect(answer.status, text).toBeLessThan(300)
  return text === '' ? {} : JSON.parse(text)
}

it('no key, token, link, password, code or cookie stands in the database', async () => {
  const { server, a } = world
  const { postgres, config } = server.platform
  const roles = [{ role: 'analyst' as const, member: null }]
  const person = await signIn(server, { email: 'ny@csirt.example', name: 'Ny', roles, passkeys: 0, method: 'link' })
  const asPerson = { cookie: person.cookie, origin: server.address }
  const password = 'et ganske langt passord'
  await post('/api/v1/me/password', asPerson, { password })
  const enabled = await post('/api/auth/two-factor/enable', asPerson, { password })
  const { totpURI, backupCodes } = enabled as unknown as { totpURI: string; backupCodes: string[] }

  const asAdmin = { authorization: `Bearer ${await server.key('admin')}` }
  const end = new Date(Date.now() + 3_600_000).toISOString()
  const key = await post('/api/v1/keys', asAdmin, { name: 'program', scope: 'analyst', expires_at: end })
  const sensor = await post('/api/v1/sensors', asAdmin, { member: a.orgnr, name: 'ny-1' })
  await signIn(server, { email: 'gjest@csirt.example', name: 'Gjest', roles, passkeys: 0 })
  const secret = await keptSecret(config.secrets, 'sign-in')
  const link = await makeSignInLink(postgres.db, config.publicUrl, secret, 'gjest@csirt.example')

  const secrets: Record<string, string | undefined> = {
    password,
    'TOTP secret': new URL(totpURI).searchParams.get('secret') ?? undefined,
    ...Object.fromEntries(backupCodes.map((code, n) => [`recovery code ${n}`, code])),
    key: key['key'],
    'sensor token': sensor['token'],
    'one-time link': new URL(link).searchParams.get('token') ?? undefined,
    'answer link': a.answerLink.split('/').at(-1),
    'session cookie': decodeURIComponent(person.cookie.split('=')[1] ?? ''),
    'sign-in secret': secret.toString('base64url'),
    'audit secret': (await keptSecret(config.secrets, 'audit')).toString('base64url'),
  }
  const kept = await everything()
  expect(kept).toContain(person.email)
  const found = Object.entries(secrets).filter(([, text]) => {
    if (text === undefined || text.length < 8) return true
    const forms = [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64')]
    return forms.some((form) => kept.includes(form))
  })
  expect(found).toEqual([])
})
