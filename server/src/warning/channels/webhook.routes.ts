/** A member's webhooks over HTTP: its own people's, and the team's on its behalf. */
import {
  Id,
  NewWebhook,
  Rotate,
  type Webhook,
  type WebhookBody,
  WebhookChange,
  WebhookEventList,
  WebhookList,
  WebhookQuery,
  WebhookSecret,
} from '@varde/contract'
import { Type } from 'typebox'
import { type Entry, guarded, inScope, type Note, reachOf } from '../../access/index.ts'
import {
  type App,
  type Db,
  outboundProblems,
  type Platform,
  Problem,
  problems,
  publish,
  replies,
} from '../../platform/index.ts'
import { iso } from '../shown.ts'
import { warningProblems } from '../warning.problems.ts'
import type { Channels } from './channels.ts'
import {
  changeWebhook,
  listWebhooks,
  lockWebhook,
  makeWebhook,
  removeWebhook,
  rotateWebhook,
  type WebhookRow,
} from './webhook.store.ts'
import { urlFault } from './webhook.ts'
import { eventsOf, sendAgain, tryWebhook } from './webhook-event.store.ts'

const params = Type.Object({ id: Id })
const none = { 204: Type.Null() }
const tags = ['webhooks']
const read = { rule: { action: 'webhooks.read' } } as const
const write = { rule: { action: 'webhooks.write' } } as const
const { notFound } = problems

export function addWebhookRoutes(app: App, { clock, config }: Platform, { outbound, box }: Channels): void {
  /** @throws AddressRefused, Problem address_not_allowed */
  function checked<Body extends WebhookBody>(body: Body): Body {
    const fault = urlFault(outbound.judge(body.url), config.fetchAllow)
    if (fault !== null) throw new Problem(outboundProblems.addressNotAllowed, fault)
    const name = body.name.trim()
    if (name === '') throw new Problem(problems.invalidInput, 'Give the webhook a name.')
    return { ...body, name }
  }

  app.get(
    '/api/v1/webhooks',
    {
      config: read,
      schema: {
        summary: 'Webhooks, by member, each with how its last call went',
        tags,
        querystring: WebhookQuery,
        response: replies({ 200: WebhookList }, guarded),
      },
    },
    async (request) => {
      const { scope, db } = reachOf(request)
      return { items: (await listWebhooks(db, { scope, ...request.query })).map(shownWebhook) }
    },
  )

  app.post(
    '/api/v1/webhooks',
    {
      config: write,
      schema: {
        summary: 'Make a webhook; its secret is shown this once',
        tags,
        body: NewWebhook,
        response: replies({ 201: WebhookSecret }, [
          ...guarded,
          notFound,
          outboundProblems.addressNotAllowed,
          warningProblems.tooManyWebhooks,
        ]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const { member: orgnr, ...body } = checked(request.body)
      if (!inScope(scope, orgnr)) throw new Problem(notFound, `No member has the organisation number ${orgnr}.`)
      const made = await db.transaction().execute(async (trx) => {
        const made = await makeWebhook(trx, box, { orgnr, ...body, by: caller.name, now: clock() })
        await done(trx, note, entry('webhook.made', made.id, orgnr, { name: body.name, types: body.types }))
        return made
      })
      return reply.code(201).send(made)
    },
  )

  app.put(
    '/api/v1/webhooks/:id',
    {
      config: write,
      schema: {
        summary: 'Change a webhook, pause it, or switch it on again',
        tags,
        params,
        body: WebhookChange,
        response: replies(none, [...guarded, notFound, outboundProblems.addressNotAllowed]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      const body = checked(request.body)
      await db.transaction().execute(async (trx) => {
        const { orgnr } = await lockWebhook(trx, scope, id)
        await changeWebhook(trx, id, body)
        const { name, types, least, paused } = body
        await done(trx, note, entry('webhook.changed', id, orgnr, { name, types, least, paused }))
      })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/webhooks/:id/rotate',
    {
      config: write,
      schema: {
        summary: 'Give a webhook a new secret; the old one signs too for a while',
        tags,
        params,
        body: Rotate,
        response: replies({ 200: WebhookSecret }, [...guarded, notFound]),
      },
    },
    async (request) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      const hours = request.body.overlap_hours
      const oldUntil = hours === 0 ? null : new Date(clock().getTime() + hours * 3_600_000)
      const secret = await db.transaction().execute(async (trx) => {
        const { orgnr } = await lockWebhook(trx, scope, id)
        const secret = await rotateWebhook(trx, box, id, oldUntil)
        await done(trx, note, entry('webhook.rotated', id, orgnr, { overlap_hours: hours }))
        return secret
      })
      return { id, secret }
    },
  )

  app.post(
    '/api/v1/webhooks/:id/test',
    {
      config: write,
      schema: {
        summary: 'Call a webhook with a test, once',
        tags,
        params,
        response: replies(none, [...guarded, notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      await db.transaction().execute(async (trx) => {
        const { orgnr } = await lockWebhook(trx, scope, id)
        await tryWebhook(trx, id, clock())
        await done(trx, note, entry('webhook.tried', id, orgnr))
      })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/webhooks/:id/events',
    {
      config: read,
      schema: {
        summary: 'What a webhook was told last, with each attempt and its answer',
        tags,
        params,
        response: replies({ 200: WebhookEventList }, [...guarded, notFound]),
      },
    },
    async (request) => {
      const { scope, db } = reachOf(request)
      const { id } = request.params
      if ((await listWebhooks(db, { scope, id })).length === 0) throw new Problem(notFound, 'There is no such webhook.')
      const rows = await eventsOf(db, id)
      return {
        items: rows.map(({ warning_id, number, created_at, ...event }) => ({
          ...event,
          warning: warning_id === null || number === null ? null : { id: warning_id, number },
          created_at: created_at.toISOString(),
          attempts: event.attempts.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
        })),
      }
    },
  )

  app.post(
    '/api/v1/webhooks/:id/events/:event/again',
    {
      config: write,
      schema: {
        summary: 'Send once more what was taken or given up, under the same id',
        tags,
        params: Type.Object({ id: Id, event: Id }),
        response: replies(none, [...guarded, notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id, event } = request.params
      await db.transaction().execute(async (trx) => {
        const { orgnr } = await lockWebhook(trx, scope, id)
        if (!(await sendAgain(trx, id, event)))
          throw new Problem(notFound, 'Nothing of that kind was sent, or it is under way.')
        await done(trx, note, entry('webhook.sent_again', id, orgnr, { event }))
      })
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/v1/webhooks/:id',
    {
      config: write,
      schema: {
        summary: 'Remove a webhook, and what is kept of its calls',
        tags,
        params,
        response: replies(none, [...guarded, notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      await db.transaction().execute(async (trx) => {
        const { orgnr } = await lockWebhook(trx, scope, id)
        await removeWebhook(trx, id)
        await done(trx, note, entry('webhook.removed', id, orgnr))
      })
      return reply.code(204).send(null)
    },
  )
}

async function done(trx: Db, note: Note, said: Entry): Promise<void> {
  await publish(trx, 'members', said.member === undefined || said.member === null ? [] : [said.member])
  await note(trx, said)
}

/** The address is left out: it may hold a secret of the member's. */
function entry(act: Entry['act'], id: string, member: string, details: NonNullable<Entry['details']> = {}): Entry {
  return { act, object: { kind: 'webhook', id }, member, details }
}

function shownWebhook({ orgnr, old_until, created_at, last, ...row }: WebhookRow): Webhook {
  return {
    ...row,
    member: orgnr,
    old_until: iso(old_until),
    created_at: created_at.toISOString(),
    last: last === null ? null : { ...last, at: new Date(last.at).toISOString() },
  }
}
