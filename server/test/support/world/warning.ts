import type { Detection, TriageResult, Warning } from '@varde/contract'
import { expect, vi } from 'vitest'
import { newId } from '../../../src/platform/index.ts'
import type { Mailbox } from '../mailbox.ts'
import type { TestServer } from '../server.ts'
import { type Marked, post } from './made.ts'

/** After what its sensor has seen. */
export async function warningOf(server: TestServer, mailbox: Mailbox, { orgnr, mark }: Marked) {
  const answerLink = await answered(server, mailbox, mark)
  const { db } = server.platform.postgres
  const queued = (await server.call('GET', '/api/v1/detections?state=queued')).body as { items: Detection[] }
  const { items } = (await server.call('GET', `/api/v1/warnings?member=${orgnr}`)).body as { items: Warning[] }
  const sent = items.find(({ state }) => state !== 'draft')?.id ?? ''
  const [judged, taken] = queued.items.filter((item) => item.member === orgnr)
  const accepted: TriageResult = await post(server, '/api/v1/detections/accept', { detections: [taken?.id] })
  const silent = { id: newId(), orgnr, title: `Taus ${mark}`, severity: 'low', tlp: 'AMBER' } as const
  await db
    .insertInto('warning')
    // So far ahead that nobody is reminded.
    .values({ ...silent, state: 'sent', received_at: new Date(), sent_at: new Date(), due_at: inDays(5) })
    .execute()
  const webhook = await calledAt(server, orgnr, `https://logg.${mark}.example/varde`)
  const ids = {
    detections: judged?.id ?? '',
    warnings: sent,
    drafts: items.find(({ state }) => state === 'draft')?.id ?? '',
    silent: silent.id,
    advised: await advised(server, orgnr, mark),
    waiting: await waiting(server, orgnr, mark),
    alsoWaiting: await waiting(server, orgnr, mark),
    acts: accepted.act ?? '',
    mailTasks: await mailTask(server, orgnr, mark),
    attachments: await answeredWithFile(server, sent, mark),
    webhooks: webhook.id,
    webhookEvents: webhook.event,
  }
  return { ids, answerLink }
}

export async function warningInCommon(server: TestServer, of: readonly Marked[]) {
  return {
    /** A job that was given up. */
    failure: await giveUp(server),
    /** Of both members; and another, of one. */
    campaign: await campaignOf(server, of),
    otherCampaign: await campaignOf(server, []),
    suppression: await suppressed(server),
  }
}

/** Its first mail has come, and somebody has answered by the link in it. */
async function answered(server: TestServer, mailbox: Mailbox, mark: string): Promise<string> {
  const mails = () => mailbox.received.filter(({ to }) => to === `vakt@${mark}.example`)
  await vi.waitFor(() => expect(mails()).toHaveLength(1), 30_000)
  const answerLink = /\/answer\/\S+/.exec(mails()[0]?.mail.text ?? '')?.[0] ?? ''
  const said = new URLSearchParams({ answer: 'affected_need_help', comment: `Hilsen ${mark}` })
  expect((await fetch(`${server.address}${answerLink}`, { method: 'POST', body: said })).status).toBe(200)
  return answerLink
}

/** Its address does not work. */
async function mailTask({ platform }: TestServer, orgnr: string, mark: string): Promise<string> {
  const { db } = platform.postgres
  const contact = await db.selectFrom('contact').select('id').where('orgnr', '=', orgnr).executeTakeFirstOrThrow()
  const task = { id: newId(), orgnr, contact_id: contact.id, kind: 'address', words: `550 ${mark}` } as const
  await db
    .insertInto('mail_task')
    .values({ ...task, warning_id: null, raised_at: new Date(), done_by: null })
    .execute()
  return task.id
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

/** A warning that tells of an advisory. */
async function advised({ platform }: TestServer, orgnr: string, mark: string): Promise<string> {
  const text = { subject: `Råd ${mark}`, summary: `Sammendrag ${mark}`, damage: '', news: '' }
  const measures = [{ key: 'update', nb: `Oppdater ${mark}`, nn: 'Oppdater', en: 'Update', due_at: null }]
  const said = { label: '[TEST]', version: 1, texts: { nb: text, nn: text, en: text }, measures, products: [] }
  const id = newId()
  const row = {
    id,
    orgnr,
    title: `Råd ${mark}`,
    severity: 'low',
    tlp: 'AMBER',
    state: 'sent',
    sent_at: new Date(),
  } as const
  await platform.postgres.db
    .insertInto('warning')
    .values({
      ...row,
      received_at: new Date(),
      due_at: inDays(5),
      advisory_id: newId(),
      advisory_version: 1,
      advised: JSON.stringify({ ...said, cves: ['CVE-2026-10001'] }),
    })
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

/** A campaign that somebody made. */
async function campaignOf({ platform }: TestServer, of: readonly Marked[]): Promise<string> {
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

/** Something that is held back, at whoever it is seen. */
async function suppressed(server: TestServer): Promise<string> {
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const body = { category: 'kjent skanning', up_to: 'low', reason: 'Vi kjenner den', until }
  const { id }: { id: string } = await post(server, '/api/v1/suppressions', body)
  return id
}

/** A job that has been tried as often as any is. */
async function giveUp({ platform }: TestServer): Promise<string> {
  const { owner } = platform.postgres
  const { rows } = await owner.query("select id from graphile_worker.add_job('walked')")
  await owner.query('update graphile_worker._private_jobs set attempts = max_attempts where id = $1', [rows[0].id])
  return String(rows[0].id)
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000)
}
