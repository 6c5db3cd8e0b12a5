/** Calls one webhook about one event, signed as Standard Webhooks has it. Whoever answers 2xx has taken it. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Audit, noteBy, system } from '../../access/index.ts'
import { type Outbound, type Platform, Problem, type Task } from '../../platform/index.ts'
import { oneLine } from '../texts/safe.ts'
import type { SecretBox } from './secret-box.ts'
import { afterCall, bodyOf, signatureOf } from './webhook.ts'
import { type Call, type ClaimedEvent, claimEvent, dropEvent, finishEvent, webhookTask } from './webhook-event.store.ts'

const Payload = Type.Object({ event: Type.String() })
/** As Standard Webhooks advises, 15 to 30 seconds; and what is kept of an answer is to be read, not stored. */
const bounds = { milliseconds: 20_000, maxBytes: 1024 }

export function webhookJob(
  { postgres: { db }, clock, config: { publicUrl } }: Platform,
  audit: Audit,
  outbound: Outbound,
  box: SecretBox,
): Task {
  const note = noteBy(audit, system(webhookTask))
  return async (payload, { last }) => {
    const { event: id } = Value.Parse(Payload, payload)
    const event = await claimEvent(db, id)
    if (event === null) return
    const test = event.type === 'test'
    if (event.state !== 'on' && !test) {
      await db
        .transaction()
        .execute((trx) => dropEvent(trx, event, `Not sent: the webhook is ${event.state}.`, clock()))
      return
    }
    const call = await callOut(event)
    const after = afterCall(call.status, { last, given_up: event.given_up, test })
    await db.transaction().execute(async (trx) => {
      const stopped = await finishEvent(trx, event, call, after, clock())
      if (stopped) {
        const object = { kind: 'webhook', id: event.webhook } as const
        await note(trx, { act: 'webhook.stopped', object, member: event.orgnr, details: { reason: after.stop } })
      }
    })
    // Thrown so that it is tried again, or stands among what was given up.
    if (!test && after.state !== 'delivered' && call.status !== 410) {
      throw new Error(call.status === null ? 'the webhook did not answer' : `the webhook answered ${call.status}`)
    }
  }

  async function callOut({ id, webhook, url, secret, old_secret, old_until, ...event }: ClaimedEvent): Promise<Call> {
    const now = clock()
    const body = bodyOf(event, publicUrl)
    const seconds = Math.floor(now.getTime() / 1000)
    const old = old_secret !== null && old_until !== null && old_until > now ? [old_secret] : []
    const secrets = [secret, ...old].map((locked) => box.open(locked, webhook))
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(secrets, { id, seconds, body }),
    }
    try {
      const { status, text } = await outbound.postOutside(url, { body, headers }, bounds)
      return { status, reply: oneLine(text, bounds.maxBytes) }
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      return { status: null, reply: fault.detail ?? fault.message }
    }
  }
}
