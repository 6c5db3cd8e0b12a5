/** The warning context alone, on a database of its own, behind a real port, with jobs that run and a mail server. */
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IndicatorType, Language, Tlp } from '@varde/contract'
import { addAccess, insertKey, openAccess } from '../../src/access/index.ts'
import { readConfig } from '../../src/config.ts'
import { addContactKeyRoutes } from '../../src/constituency/index.ts'
import {
  type Clickhouse,
  createApp,
  hashSecret,
  type Jobs,
  liveChannel,
  type MailPatience,
  newId,
  newSecret,
  openChannels,
  openLive,
  openLog,
  openMailer,
  openMailIn,
  openOutbound,
  outboundProblems,
  type Platform,
  Problem,
  startJobs,
} from '../../src/platform/index.ts'
import type { Finding, Sensing } from '../../src/sensing/index.ts'
import {
  addWarningRoutes,
  type FindAdvisory,
  openWarning,
  type Warning,
  warningTasks,
} from '../../src/warning/index.ts'
import { orgnr } from './builders.ts'
import { openTestPostgres } from './database.ts'
import { unlimited } from './limits.ts'

export type Answer<Body> = { status: number; body: Body; headers: Headers }
export type WarningBench = {
  platform: Platform
  warning: Warning
  address: string
  mailInPort: number
  /** Moves the clock of everything in the bench. */
  setTime(at: string): void
  work(): Promise<Jobs>
  call<Body = unknown>(
    method: string,
    path: string,
    options?: { scope?: string | null; name?: string; body?: unknown },
  ): Promise<Answer<Body>>
  /** One for each scope and name. */
  key(scope: string, name?: string): Promise<string>
  addMember(n: number, contacts?: readonly { name: string; email: string; language: Language }[]): Promise<string>
  addIndicator(indicator: { value: string; category: string; confidence?: number; tlp?: Tlp }): Promise<string>
  record(findings: readonly Finding[]): Promise<void>
  close(): Promise<void>
}

/** What the telemetry store would say: nothing. */
const quietSensing: Sensing = {
  spoolFault: async () => null,
  spoolFolder: '',
  addMetrics: () => {},
  sensorsOf: async () => new Map(),
  eventsBehind: async () => [],
  startHeartbeat: () => ({ close: async () => {} }),
  hourlyByDetection: async (keys: readonly unknown[]) => keys.map(() => Array.from({ length: 24 }, () => 0)),
  activeIndicators: async () => 0,
  lastEventAt: async () => null,
  eventsPerHour: async () => [],
  matching: async () => {},
  loaded: async () => {},
  close: async () => {},
}

/** A test's own servers may be called. */
const loopback = '127.0.0.1/32'

export async function openWarningBench(options: {
  smtpUrl: string | null
  now?: string
  patience?: MailPatience
  /** Takes mail in on this port, 0 for a free one, and gives out addresses to answer at. */
  mailIn?: number
  /** What a Web Key Directory answers. */
  directory?: (url: string) => Buffer
  /** Further settings. */
  settings?: Record<string, string>
  /** Advisories that are published. */
  findAdvisory?: FindAdvisory
}): Promise<WarningBench> {
  const data = await mkdtemp(join(tmpdir(), 'varde-warning-'))
  const log = openLog('silent')
  let now = options.now === undefined ? null : new Date(options.now)
  const postgres = await openTestPostgres()
  const channels = await openChannels(postgres.url, [liveChannel], log)
  const mailFrom = 'Varde <varde@csirt.example>'
  const config = readConfig({
    VARDE_DATA: data,
    VARDE_PUBLIC_URL: 'http://varde.example',
    VARDE_FETCH_ALLOW: loopback,
    ...options.settings,
  })
  const platform: Platform = {
    config: { ...config, smtpUrl: options.smtpUrl, mailInPort: options.mailIn ?? null, mailFrom },
    log,
    clock: () => now ?? new Date(),
    postgres,
    // Nothing in this context asks the telemetry store but through Sensing.
    clickhouse: {} as Clickhouse,
    channels,
    live: openLive(channels),
    mailer: openMailer(options.smtpUrl, mailFrom, options.patience),
  }
  const access = await openAccess(platform)
  const outbound = openOutbound({ allow: config.fetchAllow })
  const warning = await openWarning(platform, access.audit, outbound)
  const app = await createApp(log, { limits: unlimited })
  addAccess(app, platform, access, { linkIsEnough: false })
  const nothing = () => {
    throw new Problem(outboundProblems.addressUnreachable, 'There is nothing there.')
  }
  const fetchOutside = async (url: string) => (options.directory ?? nothing)(url)
  addContactKeyRoutes(app, platform, { ...outbound, fetchOutside }, warning.keyChanged)
  const { audit } = access
  addWarningRoutes(app, { platform, audit, warning, sensing: quietSensing, findAdvisory: options.findAdvisory ?? null })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const keys = new Map<string, Promise<string>>()
  const stops: (() => unknown)[] = []
  const mailIn =
    options.mailIn === undefined
      ? null
      : await openMailIn({ host: '127.0.0.1', port: options.mailIn, tls: null, log }, warning.incoming)
  if (mailIn !== null) stops.push(() => mailIn.close())

  const makeKey = async (scope: string, name: string) => {
    const made = newSecret('key')
    const row = { id: newId(), name, scope, secret_hash: hashSecret(made), expires_at: null }
    await insertKey(postgres.db, row)
    return made
  }
  const key = (scope: string, name = `test ${scope}`) => {
    const known = keys.get(`${scope} ${name}`) ?? makeKey(scope, name)
    keys.set(`${scope} ${name}`, known)
    return known
  }
  return {
    platform,
    warning,
    address,
    mailInPort: mailIn?.port ?? 0,
    setTime: (at) => {
      now = new Date(at)
    },
    async work() {
      const jobs = await startJobs(postgres.owner, warningTasks({ platform, audit: access.audit, warning }), log)
      stops.push(() => jobs.stop())
      return jobs
    },
    async call<Body>(
      method: string,
      path: string,
      { scope = 'analyst', name, body }: { scope?: string | null; name?: string; body?: unknown } = {},
    ) {
      const response = await fetch(`${address}${path}`, {
        method,
        headers: {
          ...(scope === null ? {} : { authorization: `Bearer ${await key(scope, name)}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const json = response.headers.get('content-type')?.includes('json') === true && text !== ''
      return { status: response.status, body: (json ? JSON.parse(text) : text) as Body, headers: response.headers }
    },
    key,
    async addMember(n, contacts = []) {
      const member = orgnr(n)
      await postgres.db
        .insertInto('member')
        .values({ orgnr: member, name: `Medlem ${n}`, kind: 'municipality', municipality_number: null })
        .execute()
      for (const contact of contacts) {
        await postgres.db
          .insertInto('contact')
          .values({ id: newId(), orgnr: member, phone: null, ...contact })
          .execute()
      }
      return member
    },
    async addIndicator({ value, category, confidence = 80, tlp = 'AMBER' }) {
      const id = newId()
      const type: IndicatorType = /^[\d.]+$/.test(value) ? 'ipv4' : 'domain'
      const row = { id, type, value, category, confidence, tlp, source: 'Testkilde', comment: '' }
      await postgres.db.insertInto('indicator').values(row).execute()
      return id
    },
    record: (findings) =>
      postgres.db.transaction().execute((trx) => warning.recordFindings(trx, [...findings], platform.clock())),
    async close() {
      for (const stop of stops) await stop()
      platform.live.close()
      await app.close()
      platform.mailer.close()
      await channels.close()
      await postgres.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** A finding with all that does not matter filled in. */
export function finding(part: Pick<Finding, 'member' | 'cause'> & Partial<Finding>): Finding {
  return {
    attribution: 'network',
    innerHost: '10.20.0.4',
    fields: ['dest_ip'],
    events: 1,
    firstSeen: new Date('2026-11-24T03:00:00.000Z'),
    lastSeen: new Date('2026-11-24T03:05:00.000Z'),
    ...part,
  }
}
