/**
 * Two members with one of everything, made the way it is made in life, and every word of theirs marked with a word that
 * nobody else has: an answer that holds it has leaked.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AdvisoryDetail, Detection, TriageResult, Warning } from '@varde/contract'
import { expect, vi } from 'vitest'
import { hashSecret, newId, newSecret } from '../../src/platform/index.ts'
import type { ServeOptions } from '../../src/serve.ts'
import { orgnr } from './builders.ts'
import { eve } from './eve.ts'
import { unlimited } from './limits.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { keyPairOf } from './openpgp.ts'
import { startTestServer, type TestServer } from './server.ts'
import { signIn } from './session.ts'

type Noun =
  | 'sensors'
  | 'detections'
  | 'warnings'
  | 'drafts'
  | 'silent'
  | 'waiting'
  | 'alsoWaiting'
  | 'contacts'
  | 'people'
  | 'sessions'
  | 'keys'
  | 'holds'
  | 'hunts'
  | 'acts'
  | 'mailTasks'
  | 'attachments'
  | 'claims'
  | 'otherClaims'
  | 'webhooks'
  | 'webhookEvents'
  | 'inventory'

/** What is a member's own, by noun. */
export type Side = {
  orgnr: string
  /** In every text of this member's. */
  mark: string
  ids: Record<Noun, string>
  /** An OpenPGP key of its contact's. */
  publicKey: string
  /** Path of the page behind the link in its first mail. */
  answerLink: string
}

export type World = {
  /** A source of reports, which is no member's. */
  source: string
  server: TestServer
  a: Side
  b: Side
  /** What is no member's: an indicator, an entry of the allowlist, a job that was given up, a file of indicators at an address. */
  common: {
    indicator: string
    allowed: string
    failure: string
    file: string
    /** Of both members; and another, of one. */
    campaign: string
    otherCampaign: string
    suppression: string
    /** Published and TLP:GREEN; and a draft. */
    advisory: string
    advisoryDraft: string
    alias: string
    /** A CVE that both have, each in a product of its own. */
    vulnerability: string
    decision: string
    /** Of a file of the catalogue of vulnerabilities. */
    reading: string
  }
  close(): Promise<void>
}

/** In the text of everything that is TLP:RED: not for the auditor, not for partners. */
export const redMark = 'rubinrod'

const sides = { a: { n: 1, mark: 'amboltvik' }, b: { n: 2, mark: 'bjorkheim' } } as const
const columns = 'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'

/** @param environment settings beside the usual */
export async function openWorld(
  environment: Record<string, string> = {},
  options: ServeOptions = { limits: unlimited },
): Promise<World> {
  const mailbox = await openMailbox()
  const file = await serveFile(indicatorsCsv('198.51.100.77'))
  const server = await startTestServer(
    {
      VARDE_SMTP_URL: mailbox.url,
      VARDE_PUBLIC_URL: 'http://localhost',
      VARDE_FETCH_ALLOW: '127.0.0.1/32',
      ...environment,
    },
    options,
  )
  const members = Object.values(sides).map(({ n, mark }) =>
    [orgnr(n), `${mark} kommune`, 'municipality', '', `10.${n}.0.0/16`, `${mark}.example`, `Kontakt ${mark}`].concat(
      `vakt@${mark}.example`,
      `2200000${n}`,
      'nb',
    ),
  )
  await post(server, '/api/v1/members/import', [columns, ...members].join('\n'))
  const red = `domain,${redMark}.example,phishing,90,RED,,Testkilde,`
  await post(server, '/api/v1/indicators/import', `${indicatorsCsv('203.0.113.66')}\n${red}`)
  const a = await settle(server, mailbox, sides.a)
  const b = await settle(server, mailbox, sides.b)
  const listed = (await server.call('GET', '/api/v1/indicators')).body as { items: { id: string; tlp: string }[] }
  const indicator = listed.items.find(({ tlp }) => tlp !== 'RED')?.id ?? ''
  const allowed = await server.call('POST', '/api/v1/allowlist', {
    body: { value: 'felles.example', reason: 'Felles leverandør' },
  })
  return {
    source: await enrolled(server),
    server,
    a,
    b,
    common: {
      indicator,
      allowed: (allowed.body as { id: string }).id,
      failure: await giveUp(server),
      file: file.url,
      campaign: await campaignOf(server, [a, b]),
      otherCampaign: await campaignOf(server, []),
      suppression: await suppressed(server),
      advisory: await advisoryOf(server, true),
      advisoryDraft: await advisoryOf(server, false),
      alias: await otherName(server),
      ...(await vulnerable(server, [a, b])),
      reading: await readFile(server),
    },
    close: async () => {
      await server.close()
      await mailbox.close()
      file.close()
    },
  }
}

function indicatorsCsv(address: string): string {
  return `type,value,category,confidence,tlp,valid_until,source,comment\nipv4,${address},c2,90,AMBER,,Testkilde,`
}

async function readFile({ platform }: TestServer): Promise<string> {
  const id = newId()
  const run = { id, source: 'epss', name: 'epss.csv', started_at: new Date(), ended_at: new Date() }
  await platform.postgres.db
    .insertInto('feed_run')
    .values({ ...run, outcome: 'done' })
    .execute()
  return id
}

/** Somebody's list at an address. */
async function serveFile(text: string): Promise<{ url: string; close(): void }> {
  const http = createServer((_request, response) => response.setHeader('content-type', 'text/csv').end(text))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()))
  const { port } = http.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/liste.csv`, close: () => http.close() }
}

/** A source of reports. */
async function enrolled(server: TestServer): Promise<string> {
  const { id }: { id: string } = await post(server, '/api/v1/sources', { name: 'meldingskilde' })
  return id
}

/** A campaign that somebody made. */
async function campaignOf({ platform }: TestServer, of: readonly Side[]): Promise<string> {
  const id = newId()
  const { owner } = platform.postgres
  const sql =
    "insert into campaign (id, state, name, created_at, updated_at) values ($1, 'made', 'Kampanje', now(), now())"
  await owner.query(sql, [id])
  // All that waits, so that something is left to warn about once the others have been called.
  const waiting = "select id from detection where orgnr = any($1) and state = 'queued'"
  const sides = of.map(({ orgnr }) => orgnr)
  await owner.query(`delete from campaign_detection where detection_id in (${waiting}) and standing = 'in'`, [sides])
  await owner.query(`insert into campaign_detection select $2, id, 'in' from (${waiting}) as w`, [sides, id])
  return id
}

/** A product that the member runs. */
async function runs(server: TestServer, member: string, mark: string): Promise<string> {
  const body = { vendor: 'Fabrikk', product: `Vekt ${mark}`, version: '1', asset: `maskin-${mark}` }
  const made: { id: string } = await post(server, `/api/v1/members/${member}/inventory/items`, body)
  return made.id
}

/** Two names of one product. */
async function otherName(server: TestServer): Promise<string> {
  const body = { one: 'name:fabrikk/vekt', other: 'name:eldre/vekt', reason: 'Kjøpt opp' }
  const made: { id: string } = await post(server, '/api/v1/aliases', body)
  return made.id
}

/** Something that is held back, at whoever it is seen. */
async function suppressed(server: TestServer): Promise<string> {
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const body = { category: 'kjent skanning', up_to: 'low', reason: 'Vi kjenner den', until }
  const { id }: { id: string } = await post(server, '/api/v1/suppressions', body)
  return id
}

/** A general notice, as it is written and published. */
async function advisoryOf(server: TestServer, published: boolean): Promise<string> {
  const { id }: { id: string } = await post(server, '/api/v1/advisories', { cves: [] })
  const path = `/api/v1/advisories/${id}`
  const { draft }: AdvisoryDetail = (await server.call('GET', path)).body
  const said = { subject: 'Varsel til alle', summary: 'Det skjer noe.', damage: '', actions: 'Se etter.' }
  const texts = { nb: said, nn: said, en: said }
  const put = await server.call('PUT', path, { body: { revision: 1, content: { ...draft?.content, texts } } })
  expect(put.status).toBe(200)
  if (published) await post(server, `${path}/publish`, { revision: 2 })
  return id
}

/** A CVE that is exploited and decided on, at both. */
async function vulnerable(server: TestServer, of: readonly Side[]) {
  const { owner } = server.platform.postgres
  const cve = 'CVE-2026-10001'
  await owner.query(
    `insert into vulnerability (cve, state, title, created_at, updated_at)
    values ($1, 'published', 'Felles sårbarhet', now(), now())`,
    [cve],
  )
  await owner.query(
    `insert into vulnerability_source (cve, source, seen_at, changed_at, digest, facts)
    values ($1, 'cve:cna', now(), now(), '\\x00', '{}')`,
    [cve],
  )
  const keys = ['name:fiktiv/journal']
  const versions = [{ status: 'affected', scheme: 'semver', before: '2.0.0' }]
  const nothing = { cpes: [], platforms: [], runningOn: [], models: [], defaultStatus: 'unaffected' }
  await owner.query('insert into affected_statement (cve, source, keys, statement) values ($1, $2, $3, $4)', [
    cve,
    'cve:cna',
    keys,
    JSON.stringify({ vendor: 'Fiktiv', product: 'Journal', keys, versions, ...nothing }),
  ])
  for (const { orgnr, mark } of of) {
    const { rows } = await owner.query(
      `insert into software (kind, vendor, product, version, keys, match_keys, created_at)
      values ('application', 'Fiktiv', $1, '1.0.0', $2, $2, now()) returning id`,
      [`Journal ${mark}`, keys],
    )
    await owner.query(
      `insert into inventory_item (id, orgnr, software_id, origin, asset, first_seen_at, last_seen_at)
      values ($1, $2, $3, 'csv', $4, now(), now())`,
      [newId(), orgnr, rows[0].id, `tjener.${mark}.example`],
    )
  }
  await vi.waitFor(async () => {
    const { rows } = await owner.query('select members_certain from vulnerability where cve = $1', [cve])
    expect(rows).toEqual([{ members_certain: of.length }])
  }, 30_000)
  const claim = { exploitation: 'active', reason: of.map(({ mark }) => `Sett hos ${mark}`).join(', ') }
  await post(server, `/api/v1/vulnerabilities/${cve}/exploitation`, claim)
  const answers = { exploitation: 'active', exposure: 'open', automatable: 'yes', human_impact: 'high' }
  const reason = of.map(({ mark }) => `Hos ${mark}`).join(', ')
  const decision: { id: string } = await post(server, `/api/v1/vulnerabilities/${cve}/decisions`, {
    tree: 'deployer',
    answers,
    reason,
  })
  return { vulnerability: cve, decision: decision.id }
}

/** A job that has been tried as often as any is. */
async function giveUp({ platform }: TestServer): Promise<string> {
  const { owner } = platform.postgres
  const { rows } = await owner.query("select id from graphile_worker.add_job('walked')")
  await owner.query('update graphile_worker._private_jobs set attempts = max_attempts where id = $1', [rows[0].id])
  return String(rows[0].id)
}

/** @param body text is CSV */
async function post(server: TestServer, path: string, body: object | string): Promise<never> {
  const answer = await server.call('POST', path, typeof body === 'string' ? { text: body, type: 'text/csv' } : { body })
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000)
}

async function settle(server: TestServer, mailbox: Mailbox, { n, mark }: { n: number; mark: string }): Promise<Side> {
  const member = orgnr(n)
  const sensor: { id: string; token: string } = await post(server, '/api/v1/sensors', { member, name: `${mark}-1` })
  await observe(server, sensor.token, `10.${n}.0.4`, mark)
  const mails = () => mailbox.received.filter(({ to }) => to === `vakt@${mark}.example`)
  await vi.waitFor(() => expect(mails()).toHaveLength(1), 30_000)
  const answerLink = /\/answer\/\S+/.exec(mails()[0]?.mail.text ?? '')?.[0] ?? ''
  const said = new URLSearchParams({ answer: 'affected_need_help', comment: `Hilsen ${mark}` })
  expect((await fetch(`${server.address}${answerLink}`, { method: 'POST', body: said })).status).toBe(200)

  const { db } = server.platform.postgres
  const person = await signIn(server, {
    email: `leder@${mark}.example`,
    name: `Leder ${mark}`,
    roles: [{ role: 'member_contact', member }],
  })
  const key = { id: newId(), name: `Nøkkel ${mark}`, scope: `member:${member}`, orgnr: member }
  await db
    .insertInto('api_key')
    .values({ ...key, secret_hash: hashSecret(newSecret('key')) })
    .execute()
  const hold = { id: newId(), class: 'warnings', orgnr: member, reason: `Bevar ${mark}` } as const
  await db.insertInto('archive_hold').values(hold).execute()
  const hunt = await hunted(server, member, mark)
  const contact = await db.selectFrom('contact').select('id').where('orgnr', '=', member).executeTakeFirstOrThrow()
  const queued = (await server.call('GET', '/api/v1/detections?state=queued')).body as { items: Detection[] }
  const warnings = (await server.call('GET', `/api/v1/warnings?member=${member}`)).body as { items: Warning[] }
  const { items } = warnings
  const [judged, taken] = queued.items.filter((item) => item.member === member)
  const accepted: TriageResult = await post(server, '/api/v1/detections/accept', { detections: [taken?.id] })
  const silent = { id: newId(), orgnr: member, title: `Taus ${mark}`, severity: 'low', tlp: 'AMBER' } as const
  await db
    .insertInto('warning')
    // So far ahead that nobody is reminded.
    .values({ ...silent, state: 'sent', received_at: new Date(), sent_at: new Date(), due_at: inDays(5) })
    .execute()
  const task = { id: newId(), orgnr: member, contact_id: contact.id, kind: 'address', words: `550 ${mark}` } as const
  await db
    .insertInto('mail_task')
    .values({ ...task, warning_id: null, raised_at: new Date(), done_by: null })
    .execute()
  const webhook = await calledAt(server, member, `https://logg.${mark}.example/varde`)
  const { publicKey } = await keyPairOf(`vakt@${mark}.example`)
  const given = await server.call('PUT', `/api/v1/contacts/${contact.id}/key`, { body: { armored: publicKey } })
  expect(given.status).toBe(200)
  return {
    orgnr: member,
    mark,
    ids: {
      sensors: sensor.id,
      detections: judged?.id ?? '',
      warnings: items.find(({ state }) => state !== 'draft')?.id ?? '',
      drafts: items.find(({ state }) => state === 'draft')?.id ?? '',
      silent: silent.id,
      waiting: await waiting(server, member, mark),
      alsoWaiting: await waiting(server, member, mark),
      contacts: contact.id,
      people: person.id,
      sessions: person.session,
      keys: key.id,
      holds: hold.id,
      hunts: hunt,
      acts: accepted.act ?? '',
      mailTasks: task.id,
      attachments: await answeredWithFile(server, items.find(({ state }) => state !== 'draft')?.id ?? '', mark),
      claims: await claimed(server, member, `ny.${mark}.example`),
      webhooks: webhook.id,
      webhookEvents: webhook.event,
      inventory: await runs(server, member, mark),
      otherClaims: await claimed(server, member, `eldre.${mark}.example`),
    },
    publicKey,
    answerLink,
  }
}

/** A file that came with an answer by e-mail. */
async function answeredWithFile({ platform }: TestServer, warning: string, mark: string): Promise<string> {
  const { db } = platform.postgres
  const [id, response] = [newId(), newId()]
  const answer = {
    id: response,
    warning_id: warning,
    contact_id: null,
    contact_name: `Vakt ${mark}`,
    kind: 'acknowledge',
  }
  await db
    .insertInto('response')
    .values({
      ...answer,
      kind: 'acknowledge',
      answer: null,
      channel: 'email',
      signature: null,
      mail_id: null,
      recorded_by: null,
    })
    .execute()
  const content = Buffer.from(`Logg fra ${mark}`)
  const file = { number: 0, name: `${mark}.log`, size: content.length, sha256: '0'.repeat(64), content }
  await db
    .insertInto('response_attachment')
    .values({ id, response_id: response, ...file })
    .execute()
  return id
}

/** A warning that waits for the morning. */
async function waiting({ platform }: TestServer, orgnr: string, mark: string): Promise<string> {
  const { db } = platform.postgres
  const now = platform.clock()
  const id = newId()
  const row = { id, orgnr, title: `Venter ${mark}`, severity: 'low', tlp: 'AMBER', state: 'sending' } as const
  await db
    .insertInto('warning')
    .values({ ...row, received_at: now })
    .execute()
  const mail = { id: newId(), warning_id: id, contact_name: `Kontakt ${mark}`, email: `vakt@${mark}.example` } as const
  const until = new Date(now.getTime() + 8 * 3_600_000)
  await db
    .insertInto('delivery')
    .values({ ...mail, language: 'nb', state: 'queued', waits_until: until, waits_for: 'quiet' })
    .execute()
  return id
}

/** A webhook of the member's that was called once. */
async function calledAt(server: TestServer, member: string, url: string): Promise<{ id: string; event: string }> {
  const body = { member, name: 'Loggmottak', url, types: ['warning.sent'], least: 'low' }
  const { id }: { id: string } = await post(server, '/api/v1/webhooks', body)
  const event = newId()
  const row = { id: event, webhook_id: id, warning_id: null, type: 'test', occasion: event, data: '{}' } as const
  await server.platform.postgres.db
    .insertInto('webhook_event')
    .values({ ...row, state: 'delivered', created_at: server.platform.clock() })
    .execute()
  return { id, event }
}

/** A domain that the member says is its own. */
async function claimed({ platform }: TestServer, orgnr: string, value: string): Promise<string> {
  const id = newId()
  const row = { id, orgnr, kind: 'domain', change: 'add', value, proposed_by: 'En leder' } as const
  await platform.postgres.db
    .insertInto('claim')
    .values({ ...row, created_at: platform.clock() })
    .execute()
  return id
}

/** A hunt of the member's own that is under way and has found something. */
async function hunted({ platform }: TestServer, member: string, mark: string): Promise<string> {
  const { db } = platform.postgres
  const now = platform.clock()
  const id = newId()
  const indicators = JSON.stringify([{ type: 'domain', value: `innsida.${mark}.example` }])
  const draft = {
    id,
    created_at: now,
    asked_by_kind: 'command',
    asked_by: null,
    members: [member],
    days: 30,
    indicators,
  }
  await db
    .insertInto('hunt')
    .values({ ...draft, state: 'running' })
    .execute()
  const hit = { hunt_id: id, number: 0, orgnr: member, events: 1, first_seen: now, last_seen: now, fields: ['dns'] }
  await db.insertInto('hunt_hit').values(hit).execute()
  return id
}

/** What leads to a warning at once, to a TLP:RED one, to two that wait for a person, and a line that cannot be read. */
async function observe(server: TestServer, token: string, src_ip: string, mark: string): Promise<void> {
  const timestamp = new Date().toISOString()
  const lines = [
    eve.flow({ src_ip, dest_ip: '203.0.113.66', timestamp }),
    eve.dns({ src_ip, rrname: `${redMark}.example`, timestamp }),
    eve.http({ src_ip, hostname: `innsida.${mark}.example`, timestamp }),
    eve.alert({ src_ip, signature: 'TEST regel', timestamp }),
    eve.alert({ src_ip, signature_id: 9000002, signature: 'TEST en regel til', timestamp }),
  ]
  const sent = await fetch(`${server.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: `${eve.ndjson(lines)}{"${mark}": not json\n`,
  })
  expect(sent.status).toBe(202)
}
