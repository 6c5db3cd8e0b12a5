/** Writing to the audit log. The table can only grow: `varde_app` may neither change nor remove a row. */
import { sql } from 'kysely'
import type { Clock, Db } from '../../platform/index.ts'
import { type Actor, type Entry, linked } from './audit.ts'

export type Audit = {
  /**
   * Writes entries in the caller's transaction, or in one of its own. It must be the last statement there: it takes the
   * chain's lock until the commit, and who takes another lock after it could wait for somebody who waits for it.
   */
  record(db: Db, by: Actor, entries: Entry | readonly Entry[]): Promise<void>
  /** For reads and refusals, which repeat: leaves out what the same actor did to the same object within the hour. */
  recordOnce(db: Db, by: Actor, entries: Entry | readonly Entry[]): Promise<void>
}

/** Writes down what the one caller does; goes into every function that changes something, which calls it last. */
export type Note = (trx: Db, entries: Entry | readonly Entry[]) => Promise<void>

export function noteBy(audit: Audit, by: Actor): Note {
  return (trx, entries) => audit.record(trx, by, entries)
}

/** @param db every member's rows: what was said before is looked up there, whoever asks */
export function openAudit({ db: all, key, clock }: { db: Db; key: Buffer; clock: Clock }): Audit {
  const record = async (db: Db, by: Actor, given: readonly Entry[]): Promise<void> => {
    if (given.length === 0) return
    if (!db.isTransaction) return db.transaction().execute((trx) => record(trx, by, given))
    const head = await db.selectFrom('audit_head').select(['seq', 'hash']).forUpdate().executeTakeFirstOrThrow()
    const links = linked(key, head, clock(), by, given)
    const newest = links.at(-1)
    if (newest === undefined) return
    const rows = links.map(({ hash, at, ...link }) => ({ ...link, at: at.toISOString(), hash: hash.toString('hex') }))
    await sql`
      insert into audit_entry
        (seq, at, actor_kind, actor_id, address, act, outcome, object_kind, object_id, orgnr, details, hash)
      select seq, at, actor_kind, actor_id, address, act, outcome, object_kind, object_id, orgnr, details, decode(hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as link (seq bigint, at timestamptz, actor_kind text,
        actor_id text, address text, act text, outcome text, object_kind text, object_id text, orgnr text, details jsonb,
        hash text)`.execute(db)
    await db.updateTable('audit_head').set({ seq: newest.seq, hash: newest.hash }).execute()
  }
  return {
    record: (db, by, entries) => record(db, by, several(entries)),
    recordOnce: async (db, by, entries) => record(db, by, await notYetSaid(all, by, several(entries), clock())),
  }
}

const onceMilliseconds = 60 * 60 * 1000

/** Those that are not in the log from the last hour. Two at the same moment may both be written; no harm is done. */
async function notYetSaid(db: Db, by: Actor, entries: readonly Entry[], now: Date): Promise<readonly Entry[]> {
  if (entries.length === 0) return entries
  const asked = entries.map(({ act, object, member = null, details = {} }, place) => ({
    place,
    act,
    object_kind: object?.kind ?? null,
    object_id: object?.id ?? null,
    orgnr: member,
    details,
  }))
  const { rows } = await sql<{ place: number }>`
    select asked.place from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as asked (place int, act text, object_kind text, object_id text, orgnr text, details jsonb)
    where not exists (select from audit_entry said
      where said.at > ${new Date(now.getTime() - onceMilliseconds)} and said.act = asked.act
      and said.actor_kind = ${by.kind} and said.actor_id is not distinct from ${by.id}
      and said.address is not distinct from ${by.address}
      and said.object_kind is not distinct from asked.object_kind
      and said.object_id is not distinct from asked.object_id
      and said.orgnr is not distinct from asked.orgnr and said.details = asked.details)
    order by asked.place`.execute(db)
  return rows.flatMap(({ place }) => entries[place] ?? [])
}

function several(entries: Entry | readonly Entry[]): readonly Entry[] {
  return Array.isArray(entries) ? entries : [entries as Entry]
}
