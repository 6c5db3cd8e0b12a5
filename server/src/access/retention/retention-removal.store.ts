/** Removes old sessions, unfinished sign-ins, and the beginning of the audit log. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Postgres } from '../../platform/index.ts'
import { type Audit, noteBy } from '../audit/audit.store.ts'
import { system } from '../audit/audit.ts'
import type { Holding, Removed, Removers } from './retention.ts'

export function accessRemovers(
  { db, owner }: Pick<Postgres, 'db' | 'owner'>,
  audit: Audit,
): Pick<Removers, 'sessions' | 'refused_sign_ins' | 'audit'> {
  return {
    sessions: (before, holding) => removeSessions(db, before, holding),
    refused_sign_ins: (before, holding) => removeUnfinishedSignIns(db, before, holding),
    audit: (before, holding) => pruneAudit({ db, owner }, audit, before, holding),
  }
}

/** Rows removed in one statement, so that no lock is held for long. */
const batchRows = 5000

/**
 * Removes rows of `table`, named `t` in the conditions, in batches.
 * @param kept which of the old ones a hold keeps
 */
export async function removeInBatches(
  db: Db,
  table: string,
  old: RawBuilder<boolean>,
  kept: RawBuilder<boolean>,
): Promise<Removed> {
  let removed = 0
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where id in (
        select t.id from ${sql.table(table)} t where ${old} and not ${kept} limit ${batchRows})`.execute(db)
    removed += Number(numAffectedRows)
    if (numAffectedRows < batchRows) break
  }
  const { rows } = await sql<{ held: number }>`
    select count(*) as held from ${sql.table(table)} t where ${old} and ${kept}`.execute(db)
  return { removed, held: rows[0]?.held ?? 0 }
}

/** A session is a member's where its person holds a role there. */
async function removeSessions(db: Db, before: Date, { all, members }: Holding): Promise<Removed> {
  const kept = sql<boolean>`(${all} or exists (
    select from person_role r where r.person_id = t."userId" and r.orgnr = any(${[...members]}::text[])))`
  return removeInBatches(db, 'person_session', sql<boolean>`t."expiresAt" < ${before}`, kept)
}

/** These are no member's: only a hold on everyone keeps them. */
async function removeUnfinishedSignIns(db: Db, before: Date, { all }: Holding): Promise<Removed> {
  return removeInBatches(db, 'person_verification', sql<boolean>`t."expiresAt" < ${before}`, sql<boolean>`${all}`)
}

/**
 * Cuts off the beginning of the log: up to the newest old entry before which nothing is held, since a chain has no holes.
 * What was cut is written down before it goes, so that a log without its beginning is one that says so. The newest entry
 * always stays.
 */
async function pruneAudit(
  { db, owner }: Pick<Postgres, 'db' | 'owner'>,
  audit: Audit,
  before: Date,
  { all, members }: Holding,
): Promise<Removed> {
  const { rows } = await sql<{ seq: number; hash: Buffer; old: number }>`
    with old as (
      select seq, ${all} or coalesce(orgnr = any(${[...members]}::text[]), false) as kept from audit_entry
      where seq < (select min(seq) from audit_entry where at >= ${before} or seq = (select max(seq) from audit_entry)))
    select e.seq, e.hash, (select count(*) from old) as old from audit_entry e
    where e.seq = (select max(seq) from old
      where seq < coalesce((select min(seq) from old where kept), (select max(seq) + 1 from old)))`.execute(db)
  const last = rows[0]
  if (last === undefined) return { removed: 0, held: await countOld(db, before) }
  const details = { to_seq: last.seq, hash: last.hash.toString('hex') }
  await noteBy(audit, system('retention'))(db, { act: 'audit.pruned', object: { kind: 'audit', id: 'log' }, details })
  const { rowCount } = await owner.query('delete from audit_entry where seq <= $1', [last.seq])
  const removed = rowCount ?? 0
  return { removed, held: last.old - removed }
}

async function countOld(db: Db, before: Date): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    select count(*) as held from audit_entry
    where seq < (select min(seq) from audit_entry where at >= ${before} or seq = (select max(seq) from audit_entry))`.execute(
    db,
  )
  return rows[0]?.held ?? 0
}
