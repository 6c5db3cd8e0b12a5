/** Archive holds: what retention would remove, and must not for now. */
import type { Hold, RetentionClass } from '@varde/contract'
import { type RawBuilder, sql } from 'kysely'
import { type Db, newId } from '../../platform/index.ts'
import type { Note } from '../audit/audit.store.ts'
import { type HoldInForce, holdingOf } from './retention.ts'

const inForce = (now: Date): RawBuilder<boolean> =>
  sql<boolean>`(h.released_at is null and (h.until is null or h.until > ${now}))`

/** At most so many are listed: those in force first, then the newest. */
const mostListed = 500

type Row = Omit<Hold, 'created_at' | 'until' | 'released_at'> & {
  created_at: Date
  until: Date | null
  released_at: Date | null
}

export async function listHolds(db: Db, now: Date): Promise<Hold[]> {
  const { rows } = await sql<Row>`
    select h.id, h.class, h.orgnr as member, m.name as member_name, h.reason, h.created_at, h.until, h.released_at
    from archive_hold h left join member m using (orgnr)
    order by ${inForce(now)} desc, h.created_at desc, h.id desc limit ${mostListed}`.execute(db)
  return rows.map(({ created_at, until, released_at, ...hold }) => ({
    ...hold,
    created_at: created_at.toISOString(),
    until: until?.toISOString() ?? null,
    released_at: released_at?.toISOString() ?? null,
  }))
}

export async function holdsInForce(db: Db, now: Date): Promise<HoldInForce[]> {
  const { rows } = await sql<HoldInForce>`select h.class, h.orgnr from archive_hold h where ${inForce(now)}`.execute(db)
  return rows
}

/** The members of whom a class is on hold, each by a hold of its own. */
export async function heldMembers(db: Db, name: RetentionClass, now: Date): Promise<readonly string[]> {
  return holdingOf(name, await holdsInForce(db, now)).members
}

/** Whether anything of this member must be kept, by a hold on it or on everyone. */
export async function isHeld(db: Db, orgnr: string, now: Date): Promise<boolean> {
  const holds = await holdsInForce(db, now)
  return holds.some((hold) => hold.orgnr === null || hold.orgnr === orgnr)
}

export type HoldDraft = {
  class: RetentionClass | null
  orgnr: string | null
  reason: string
  until: Date | null
  by: string | null
}

/** @returns null where there is no such member */
export async function placeHold(db: Db, draft: HoldDraft, now: Date, note: Note): Promise<string | null> {
  const { class: name, orgnr, reason, until, by } = draft
  return await db.transaction().execute(async (trx) => {
    const member =
      orgnr === null
        ? true
        : await trx.selectFrom('member').select('orgnr').where('orgnr', '=', orgnr).forKeyShare().executeTakeFirst()
    if (!member) return null
    const id = newId()
    await trx
      .insertInto('archive_hold')
      .values({ id, class: name, orgnr, reason, until, created_at: now, created_by: by })
      .execute()
    const details = { class: name, until: until?.toISOString() ?? null }
    await note(trx, { act: 'hold.placed', object: { kind: 'hold', id }, member: orgnr, details })
    return id
  })
}

/** @returns false where there is no such hold, or it was released before */
export async function releaseHold(db: Db, id: string, now: Date, note: Note): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const released = await trx
      .updateTable('archive_hold')
      .set({ released_at: now })
      .where('id', '=', id)
      .where('released_at', 'is', null)
      .returning(['orgnr', 'class'])
      .executeTakeFirst()
    if (!released) return false
    const details = { class: released.class }
    await note(trx, { act: 'hold.released', object: { kind: 'hold', id }, member: released.orgnr, details })
    return true
  })
}
