/** People and their browsers at the access routes alone: real database, real sign-in, a clock that can be moved. */
import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Act, Language, Role } from '@varde/contract'
import type { LightMyRequestResponse } from 'fastify'
import {
  type Access,
  type AccessOptions,
  accessTasks,
  addAccess,
  grantRole,
  makeSignInLink,
  openAccess,
} from '../../src/access/index.ts'
import { readConfig } from '../../src/config.ts'
import {
  type App,
  createApp,
  type Jobs,
  type Mailer,
  newId,
  openLog,
  openMailer,
  type Platform,
  type Postgres,
  startJobs,
  type Tasks,
} from '../../src/platform/index.ts'
import { openTestPostgres } from './database.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type Browser = {
  (method: Method, url: string, body?: object, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  cookies: Map<string, string>
}
export type Enrolled = {
  id: string
  email: string
  call: Browser
  password: string
  base32: string
  backupCodes: string[]
}
export type AuditLine = {
  act: Act
  outcome: string
  actor_kind: string
  actor_id: string | null
  address: string | null
  object_kind: string | null
  object_id: string | null
  details: Record<string, unknown>
}

export type PeopleBench = Awaited<ReturnType<typeof openPeopleBench>>
export const publicUrl = 'http://localhost:8080'

export async function openPeopleBench({
  environment = {},
  smtpUrl = null,
  linkIsEnough = false,
  ...options
}: { environment?: Record<string, string>; smtpUrl?: string | null; linkIsEnough?: boolean } & AccessOptions = {}) {
  const data = await mkdtemp(join(tmpdir(), 'varde-people-'))
  const postgres: Postgres = await openTestPostgres()
  const log = openLog('silent')
  const clock: { now: Date | null } = { now: null }
  const mailer: Mailer = openMailer(smtpUrl, 'Varde <varde@csirt.example>')
  const config = { ...readConfig({ VARDE_DATA: data, VARDE_PUBLIC_URL: publicUrl, ...environment }), smtpUrl }
  const platform = { postgres, log, clock: () => clock.now ?? new Date(), config, mailer } as Platform
  const app: App = await createApp(log)
  const access: Access = await openAccess(platform, options)
  addAccess(app, platform, access, { linkIsEnough })
  app.get('/api/v1/guarded', { config: { rule: { action: 'policy.write' } } }, () => ({ opened: true }))
  await app.ready()
  const { secret } = access
  const stops: (() => Promise<void>)[] = []

  const bench = {
    platform,
    postgres,
    app,
    access,
    clock,

    /** A browser, as far as sign-in needs one: keeps cookies, says where it comes from. */
    browser(remoteAddress = '192.0.2.10'): Browser {
      const cookies = new Map<string, string>()
      const call = async (method: Method, url: string, body?: object, headers: Record<string, string> = {}) => {
        const answer = await app.inject({
          method,
          url,
          remoteAddress,
          headers: {
            host: 'localhost:8080',
            origin: publicUrl,
            'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
            ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
            ...headers,
          },
          ...(body === undefined ? {} : { payload: body }),
        })
        for (const { name, value, maxAge } of answer.cookies) {
          if (maxAge === 0) cookies.delete(name)
          else cookies.set(name, value)
        }
        return answer
      }
      return Object.assign(call, { cookies })
    },

    async person(
      email: string,
      role: Role = 'analyst',
      { member = null, language = 'nn' }: { member?: string | null; language?: Language } = {},
    ): Promise<string> {
      const person = { id: newId(), email, name: `Person ${email}`, role, orgnr: member, language }
      await grantRole(postgres.db, person, platform.clock())
      const row = await postgres.db
        .selectFrom('person')
        .select('id')
        .where('email', '=', email)
        .executeTakeFirstOrThrow()
      return row.id
    },

    async member(orgnr: string): Promise<string> {
      const row = { orgnr, name: `Medlem ${orgnr}`, kind: 'municipality', municipality_number: null }
      await postgres.db
        .insertInto('member')
        .values(row)
        .onConflict((oc) => oc.doNothing())
        .execute()
      return orgnr
    },

    async linkToken(email: string): Promise<string> {
      const link = await makeSignInLink(postgres.db, publicUrl, secret, email)
      return new URL(link).searchParams.get('token') as string
    },

    async signInByLink(email: string): Promise<Browser> {
      const call: Browser = bench.browser()
      await call('GET', `/api/auth/magic-link/verify?token=${await bench.linkToken(email)}`)
      return call
    },

    /** A person with a password and TOTP, in a browser that is signed in. */
    async enrolled(
      email: string,
      role: Role = 'analyst',
      more: { member?: string | null; language?: Language } = {},
    ): Promise<Enrolled> {
      const id = await bench.person(email, role, more)
      const call = await bench.signInByLink(email)
      const password = 'fjell-vidde-skog-1'
      await call('POST', '/api/v1/me/password', { password })
      const { totpURI, backupCodes } = (await call('POST', '/api/auth/two-factor/enable', { password })).json()
      const base32 = new URL(totpURI).searchParams.get('secret') as string
      const done = await call('POST', '/api/auth/two-factor/verify-totp', { code: totp(base32) })
      if (done.statusCode !== 200) throw new Error(`enrolling failed: ${done.body}`)
      return { id, email, call, password, base32, backupCodes: backupCodes as string[] }
    },

    /** A code is good once, and so are the one before and the one after: three sign-ins in half a minute. */
    async signIn({ email, password, base32 }: { email: string; password: string; base32: string }): Promise<Browser> {
      for (const step of [0, -30_000, 30_000]) {
        const call: Browser = bench.browser()
        await call('POST', '/api/auth/sign-in/email', { email, password })
        const code = totp(base32, Date.now() + step)
        const done = await call('POST', '/api/auth/two-factor/verify-totp', { code })
        if (done.statusCode === 200) return call
      }
      throw new Error(`${email} has no unused code left in this half minute`)
    },

    /** A passkey as if one had been registered; only a browser can use it. */
    async passkey(person: string): Promise<string> {
      const { rows } = await postgres.pool.query(
        `insert into person_passkey ("publicKey", "userId", "credentialID", counter, "deviceType", "backedUp", "createdAt")
         values ('x', $1, gen_random_uuid(), 0, 'singleDevice', false, now()) returning id`,
        [person],
      )
      return rows[0].id
    },

    /** Lets all that stands be older than it is. */
    async ageSessions(minutes: number): Promise<void> {
      await postgres.pool.query(`update person_session set "createdAt" = "createdAt" - $1::int * interval '1 minute'`, [
        minutes,
      ])
    },

    async audit(...acts: Act[]): Promise<AuditLine[]> {
      const { rows } = await postgres.pool.query(
        `select act, outcome, actor_kind, actor_id, address, object_kind, object_id, details
         from audit_entry where act = any($1) order by seq`,
        [acts],
      )
      return rows
    },

    tasks: (): Tasks => accessTasks(platform, access),

    /** Lets jobs run, as a worker does. */
    async work(): Promise<void> {
      const jobs: Jobs = await startJobs(postgres.owner, bench.tasks(), log)
      stops.push(() => jobs.stop())
    },

    async close(): Promise<void> {
      for (const stop of stops) await stop()
      await app.close()
      mailer.close()
      await postgres.close()
      await rm(data, { recursive: true, force: true })
    },
  }
  return bench
}

/** RFC 6238: the code for a base32 secret at a time. */
export function totp(base32: string, at = Date.now()): string {
  const bits = [...base32]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', bytes).update(counter).digest()
  const offset = (mac.at(-1) as number) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
