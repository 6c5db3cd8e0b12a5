/** What webhooks are told: queued in the transaction in which it happens, taken, and written down as it went. */
import type { ChannelState, WebhookEvent, WebhookState, WebhookType } from '@varde/contract'
import { sql } from 'kysely'
import { addJobs, type Db, newId, publish } from '../../platform/index.ts'
import { type AfterCall, dataOf, isTold, type ToldOf } from './webhook.ts'

/** The job that makes one call. */
export const webhookTask = 'webhook'
export const webhookKey = (event: string) => `${webhookTask}:${event}`
/** The job that tells one contact that a webhook is called no more. */
export const stoppedTask = 'webhook_stopped'
/** The last comes about a day after the first: a receiver may be away over a night. */
const tries = 13
/** Tests kept of one webhook. */
const mostTests = 10
const mostShown = 50

/** `occasion` tells the same type for the same warning apart, so that it is told once. */
export type Told = { warning: string; type: WebhookType; occasion: string | number }

export async function tellWebhooks(trx: Db, told: readonly Told[], now: Date): Promise<void> {
  const warnings = [...new Set(told.map(({ warning }) => warning))]
  if (warnings.length === 0) return
  const { rows } = await sql<ToldOf & { webhook: string; types: string[]; least: ToldOf['severity'] }>`
    select h.id as webhook, h.types, h.least, w.id, w.number, w.orgnr, w.title, w.severity, w.tlp, w.state, w.due_at
    from warning w join webhook h on h.orgnr = w.orgnr and h.state = 'on'
    where w.id = any(${warnings}::uuid[])`.execute(trx)
  const events = told.flatMap(({ warning, type, occasion }) =>
    rows
      .filter((row) => row.id === warning && isTold({ ...row, state: 'on' }, { type, severity: row.severity }))
      .map((row) => ({
        id: newId(),
        webhook: row.webhook,
        warning,
        type,
        occasion: String(occasion),
        data: JSON.stringify(dataOf(row)),
      })),
  )
  if (events.length === 0) return
  const { rows: queued } = await sql<{ id: string }>`
    insert into webhook_event (id, webhook_id, warning_id, type, occasion, data, created_at)
    select id, webhook, warning, type, occasion, data, ${now}
    from json_to_recordset(${JSON.stringify(events)}::json)
      as e (id uuid, webhook uuid, warning uuid, type text, occasion text, data text)
    on conflict (webhook_id, warning_id, type, occasion) do nothing returning id`.execute(trx)
  await call(
    trx,
    queued.map(({ id }) => id),
  )
}

/** Warnings that go out, for the first time or anew. */
export async function tellSent(trx: Db, warnings: readonly string[], now: Date): Promise<void> {
  if (warnings.length === 0) return
  const rows = await trx.selectFrom('warning').select(['id', 'reopened']).where('id', 'in', warnings).execute()
  await tellWebhooks(
    trx,
    rows.map(({ id, reopened }) => ({
      warning: id,
      type: reopened > 0 ? 'warning.relapsed' : 'warning.sent',
      occasion: reopened,
    })),
    now,
  )
}

async function call(trx: Db, events: readonly string[]): Promise<void> {
  await addJobs(
    trx,
    webhookTask,
    events.map((event) => ({ key: webhookKey(event), payload: { event } })),
    tries,
  )
}

/** A call that says nothing but that it is one. */
export async function tryWebhook(trx: Db, webhook: string, now: Date): Promise<void> {
  const id = newId()
  const event = { id, webhook_id: webhook, warning_id: null, type: 'test', occasion: id, data: '{}', created_at: now }
  await trx.insertInto('webhook_event').values(event).execute()
  await sql`
    delete from webhook_event where webhook_id = ${webhook} and type = 'test' and id not in (
      select id from webhook_event where webhook_id = ${webhook} and type = 'test'
      order by created_at desc, id desc limit ${mostTests})`.execute(trx)
  await call(trx, [id])
}

/** What was taken or given up is sent once more, under the same id. @returns whether there was such a one */
export async function sendAgain(trx: Db, webhook: string, event: string): Promise<boolean> {
  const { rows } = await sql`
    update webhook_event set state = 'queued'
    where id = ${event} and webhook_id = ${webhook} and state in ('delivered', 'failed') returning id`.execute(trx)
  if (rows.length === 0) return false
  await call(trx, [event])
  return true
}

/** A given-up call is under way again; its job is made to run by who calls. */
export async function requeueEvent(trx: Db, event: string): Promise<void> {
  await sql`update webhook_event set state = 'queued' where id = ${event} and state = 'failed'`.execute(trx)
}

/** Which warnings these events are of, and what was answered last. */
export async function warningsOfEvents(db: Db, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; warning_id: string | null; last_reply: string }>`
    select e.id, e.warning_id, coalesce((
      select coalesce(nullif(reply, ''), status::text) from webhook_attempt where event_id = e.id
      order by number desc limit 1), '') as last_reply
    from webhook_event e where e.id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

export type ClaimedEvent = {
  id: string
  webhook: string
  orgnr: string
  warning: string | null
  type: WebhookEvent['type']
  data: string
  created_at: Date
  attempts: number
  url: string
  state: WebhookState
  secret: string
  old_secret: string | null
  old_until: Date | null
  given_up: number
}

/** @returns null where there is nothing to send: taken already, given up, or gone */
export async function claimEvent(db: Db, id: string): Promise<ClaimedEvent | null> {
  const { rows } = await sql<ClaimedEvent>`
    select e.id, h.id as webhook, h.orgnr, e.warning_id as warning, e.type, e.data, e.created_at,
      (select count(*) from webhook_attempt where event_id = e.id) as attempts,
      h.url, h.state, h.secret, h.old_secret, h.old_until, h.given_up
    from webhook_event e join webhook h on h.id = e.webhook_id
    where e.id = ${id} and e.state in ('queued', 'deferred')`.execute(db)
  return rows[0] ?? null
}

/** `status`: null where nothing answered. */
export type Call = { status: number | null; reply: string }

/** @returns whether the webhook was stopped by it */
export async function finishEvent(
  trx: Db,
  { id, webhook, orgnr, warning, attempts }: ClaimedEvent,
  { status, reply }: Call,
  { state, given_up, stop }: AfterCall,
  now: Date,
): Promise<boolean> {
  await trx
    .insertInto('webhook_attempt')
    .values({ event_id: id, number: attempts + 1, at: now, status, reply })
    .execute()
  await sql`update webhook_event set state = ${state} where id = ${id}`.execute(trx)
  await sql`update webhook set given_up = ${given_up} where id = ${webhook}`.execute(trx)
  await publish(trx, 'members', [orgnr])
  if (warning !== null) await publish(trx, 'warnings', [warning])
  if (state === 'failed') await publish(trx, 'failures', [id])
  if (stop === null) return false
  const { rows } = await sql`
    update webhook set state = 'stopped', stopped_for = ${stop}
    where id = ${webhook} and state <> 'stopped' returning id`.execute(trx)
  if (rows.length === 0) return false
  const { rows: contacts } = await sql<{ id: string }>`
    select id from contact where orgnr = ${orgnr} and rank = (select min(rank) from contact where orgnr = ${orgnr})`.execute(
    trx,
  )
  await addJobs(
    trx,
    stoppedTask,
    contacts.map((contact) => ({ key: newId(), payload: { webhook, contact: contact.id } })),
  )
  return true
}

/** Not sent, since the webhook is not on any more. */
export async function dropEvent(trx: Db, event: ClaimedEvent, reply: string, now: Date): Promise<void> {
  const after = { state: 'failed', given_up: event.given_up, stop: null } as const
  await finishEvent(trx, event, { status: null, reply }, after, now)
}

export type EventRow = {
  id: string
  type: WebhookEvent['type']
  warning_id: string | null
  number: number | null
  state: ChannelState
  created_at: Date
  attempts: { at: string; status: number | null; reply: string }[]
}

/** The newest first, each with its attempts in the order in which they were made. */
export async function eventsOf(db: Db, webhook: string): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select e.id, e.type, e.warning_id, w.number, e.state, e.created_at, (
      select coalesce(json_agg(json_build_object('at', at, 'status', status, 'reply', reply) order by a.number), '[]')
      from webhook_attempt a where a.event_id = e.id) as attempts
    from webhook_event e left join warning w on w.id = e.warning_id
    where e.webhook_id = ${webhook} order by e.created_at desc, e.id desc limit ${mostShown}`.execute(db)
  return rows
}
