/** What a person must see to after a mail: an address that does not work, a key that cannot be used, an answer to read. */
import type { MailTaskKind } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import { type Db, newId, publish } from '../../platform/index.ts'

type Raising = {
  warning_id: string
  contact_id: string | null
  kind: Exclude<MailTaskKind, 'key_expiring'>
  words: string
}

/** One is open at a time; what came last is what it says. Only an answer is about the warning alone. */
export async function raiseTask(db: Db, { warning_id, contact_id, kind, words }: Raising, now: Date): Promise<void> {
  // A contact who is gone needs no mending.
  if (kind !== 'reply' && contact_id === null) return
  const { rows } = await sql<{ orgnr: string }>`
    insert into mail_task (id, orgnr, contact_id, warning_id, kind, words, raised_at)
    select ${newId()}, orgnr, ${contact_id}, ${kind === 'reply' ? sql`id` : sql`null`}, ${kind}, ${words.slice(0, 1000)}, ${now}
    from warning where id = ${warning_id}
    on conflict (orgnr, kind, contact_id, warning_id) where done_at is null
      do update set words = excluded.words, raised_at = excluded.raised_at
    returning orgnr`.execute(db)
  await told(
    db,
    rows.map(({ orgnr }) => orgnr),
  )
}

/** Tasks about keys that soon end, and whose owners have no newer one. @returns how many were raised */
export async function raiseExpiring(db: Db, now: Date, before: Date): Promise<number> {
  const { rows } = await sql<{ orgnr: string }>`
    insert into mail_task (id, orgnr, contact_id, kind, words, raised_at)
    select gen_random_uuid(), c.orgnr, c.id, 'key_expiring', to_char(k.expires_at at time zone 'UTC', 'YYYY-MM-DD'), ${now}
    from contact_key k join contact c on c.id = k.contact_id
    where k.expires_at < ${before} and not exists (
      select from mail_task t where t.contact_id = c.id and t.kind in ('key', 'key_expiring')
        and (t.done_at is null or t.words = to_char(k.expires_at at time zone 'UTC', 'YYYY-MM-DD')))
    returning orgnr`.execute(db)
  await told(
    db,
    rows.map(({ orgnr }) => orgnr),
  )
  return rows.length
}

/** A contact's key is another: what was said of the old one is dealt with. */
export async function endKeyTasks(trx: Db, contact: string, now: Date): Promise<void> {
  const { rows } = await sql<{ orgnr: string }>`
    update mail_task set done_at = ${now} where contact_id = ${contact} and kind in ('key', 'key_expiring')
      and done_at is null returning orgnr`.execute(trx)
  await told(
    trx,
    rows.map(({ orgnr }) => orgnr),
  )
}

export type MailTaskRow = {
  id: string
  kind: MailTaskKind
  orgnr: string
  member_name: string
  contact_id: string | null
  contact_name: string | null
  email: string | null
  warning_id: string | null
  number: number | null
  words: string
  raised_at: Date
  done_at: Date | null
  done_by: string | null
}

/** How long one can see who has seen to what. */
const lookBackMilliseconds = 7 * 24 * 60 * 60 * 1000

/** Open ones, the oldest first; or those that are done, the newest first. */
export async function listTasks(
  db: Db,
  { scope, member, done, now }: { scope: Scope; member?: string | undefined; done: boolean; now: Date },
): Promise<MailTaskRow[]> {
  const which = done ? sql`t.done_at > ${new Date(now.getTime() - lookBackMilliseconds)}` : sql`t.done_at is null`
  const { rows } = await sql<MailTaskRow>`
    select t.id, t.kind, t.orgnr, m.name as member_name, t.contact_id, c.name as contact_name, c.email, t.warning_id,
      w.number, t.words, t.raised_at, t.done_at, t.done_by
    from mail_task t join member m using (orgnr) left join contact c on c.id = t.contact_id
      left join warning w on w.id = t.warning_id
    where ${which} and (${scope === 'all'} or t.orgnr = any(${scope === 'all' ? [] : [...scope]}::text[]))
      and (${member === undefined} or t.orgnr = ${member ?? ''})
    order by t.done_at desc nulls first, t.raised_at, t.id limit ${done ? 20 : 500}`.execute(db)
  return rows
}

/** @returns the member's number and the kind; null where it is not open, or was never */
export async function endTask(
  trx: Db,
  id: string,
  { scope, by, now }: { scope: Scope; by: string; now: Date },
): Promise<{ orgnr: string; kind: MailTaskKind } | null> {
  const { rows } = await sql<{ orgnr: string; kind: MailTaskKind }>`
    update mail_task set done_at = ${now}, done_by = ${by} where id = ${id} and done_at is null
      and (${scope === 'all'} or orgnr = any(${scope === 'all' ? [] : [...scope]}::text[]))
    returning orgnr, kind`.execute(trx)
  const task = rows[0] ?? null
  await told(trx, task === null ? [] : [task.orgnr])
  return task
}

/**
 * What was said to be done is not. Where the same was raised anew meanwhile, that one stands for both.
 * @returns the member's number and the kind; null where it was not done, or never was
 */
export async function reopenTask(
  trx: Db,
  id: string,
  { scope }: { scope: Scope },
): Promise<{ orgnr: string; kind: MailTaskKind } | null> {
  const { rows } = await sql<{ orgnr: string; kind: MailTaskKind }>`
    update mail_task t set done_at = null, done_by = null where id = ${id} and done_at is not null
      and (${scope === 'all'} or orgnr = any(${scope === 'all' ? [] : [...scope]}::text[]))
      and not exists (select from mail_task o where o.done_at is null and (o.orgnr, o.kind) = (t.orgnr, t.kind)
        and o.contact_id is not distinct from t.contact_id and o.warning_id is not distinct from t.warning_id)
    returning orgnr, kind`.execute(trx)
  const task = rows[0] ?? null
  await told(trx, task === null ? [] : [task.orgnr])
  return task
}

async function told(db: Db, orgnrs: readonly string[]): Promise<void> {
  if (orgnrs.length > 0) await publish(db, 'members', [...new Set(orgnrs)])
}
