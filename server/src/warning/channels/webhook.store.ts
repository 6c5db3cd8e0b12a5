/** Members' webhooks, as they are kept. */
import type { ChannelState, Severity, WebhookBody, WebhookState, WebhookType } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import { type Db, newId, Problem, problems } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import type { SecretBox } from './secret-box.ts'
import { newWebhookSecret } from './webhook.ts'

/** More than these at one member is a mistake, or somebody using us to call others. */
const most = 10

export type WebhookRow = {
  id: string
  orgnr: string
  name: string
  url: string
  types: WebhookType[]
  least: Severity
  state: WebhookState
  stopped_for: 'gone' | 'failing' | null
  old_until: Date | null
  created_at: Date
  created_by: string
  last: { at: string; state: ChannelState; status: number | null; reply: string } | null
}

const within = (scope: Scope) => sql`(${scope === 'all'} or h.orgnr = any(${scope === 'all' ? [] : scope}))`

export async function listWebhooks(
  db: Db,
  { scope, member = null, id = null }: { scope: Scope; member?: string | null; id?: string | null },
): Promise<WebhookRow[]> {
  const { rows } = await sql<WebhookRow>`
    select h.id, h.orgnr, h.name, h.url, h.types, h.least, h.state, h.stopped_for, h.old_until, h.created_at,
      h.created_by, (
        select json_build_object('at', a.at, 'state', e.state, 'status', a.status, 'reply', a.reply)
        from webhook_event e join webhook_attempt a on a.event_id = e.id
        where e.webhook_id = h.id order by a.at desc, a.number desc limit 1) as last
    from webhook h
    where ${within(scope)} and (${member}::text is null or h.orgnr = ${member}) and (${id}::uuid is null or h.id = ${id})
    order by h.orgnr, h.created_at, h.id`.execute(db)
  return rows
}

/** Locks it. @throws Problem not_found */
export async function lockWebhook(trx: Db, scope: Scope, id: string): Promise<{ orgnr: string; state: WebhookState }> {
  const { rows } = await sql<{ orgnr: string; state: WebhookState }>`
    select h.orgnr, h.state from webhook h where h.id = ${id} and ${within(scope)} for update`.execute(trx)
  const [row] = rows
  if (row === undefined) throw new Problem(problems.notFound, 'There is no such webhook.')
  return row
}

/** @throws Problem not_found, too_many_webhooks */
export async function makeWebhook(
  trx: Db,
  box: SecretBox,
  { orgnr, name, url, types, least, by, now }: WebhookBody & { orgnr: string; by: string; now: Date },
): Promise<{ id: string; secret: string }> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from webhook where webhook.orgnr = member.orgnr) as count
    from member where orgnr = ${orgnr} for no key update`.execute(trx)
  const [member] = rows
  if (member === undefined) throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
  if (member.count >= most) {
    throw new Problem(warningProblems.tooManyWebhooks, `A member has at most ${most}. Remove one that is not used.`)
  }
  const id = newId()
  const secret = newWebhookSecret()
  await trx
    .insertInto('webhook')
    .values({
      id,
      orgnr,
      name,
      url,
      types: [...new Set(types)],
      least,
      secret: box.lock(secret, id),
      created_at: now,
      created_by: by,
      stopped_for: null,
      old_secret: null,
    })
    .execute()
  return { id, secret }
}

/** Switching it on begins to count afresh what is given up. */
export async function changeWebhook(
  trx: Db,
  id: string,
  { name, url, types, least, paused }: WebhookBody & { paused: boolean },
): Promise<void> {
  await sql`
    update webhook set name = ${name}, url = ${url}, types = ${[...new Set(types)]}::text[], least = ${least},
      state = ${paused ? 'paused' : 'on'}, stopped_for = null,
      given_up = case when state = 'on' then given_up else 0 end
    where id = ${id}`.execute(trx)
}

/** @param oldUntil until when the secret before goes on beside the new one; null: it ends at once */
export async function rotateWebhook(trx: Db, box: SecretBox, id: string, oldUntil: Date | null): Promise<string> {
  const secret = newWebhookSecret()
  await sql`
    update webhook set old_secret = case when ${oldUntil}::timestamptz is null then null else secret end,
      old_until = ${oldUntil}, secret = ${box.lock(secret, id)}
    where id = ${id}`.execute(trx)
  return secret
}

export async function removeWebhook(trx: Db, id: string): Promise<void> {
  await trx.deleteFrom('webhook').where('id', '=', id).execute()
}
