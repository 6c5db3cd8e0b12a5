/** What a member's own people have before them: their warnings by deadline, and the contacts that mail does not reach. */
import type { Language, PortalWarning, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import { type Db, publish } from '../../platform/index.ts'
import { measuresKept } from '../answers/measure.store.ts'
import { iso } from '../shown.ts'
import { letterOf } from '../texts/letter.ts'
import type { Letter } from '../texts/letter-parts.ts'
import { stepsOf } from '../texts/steps.ts'
import { warningFactsOf } from '../warnings/letter.store.ts'
import { inScopeOf, type WarningRow, warningColumns } from '../warnings/warning.store.ts'

/** What has gone out, or should have, and nobody has answered. */
const waiting: readonly WarningState[] = ['sending', 'sent', 'acknowledged', 'failed']
/** More than these would not be read in one sitting; the list of warnings has them all. */
const most = 50

const before = (scope: Scope) => sql`from warning w join member m using (orgnr) where ${inScopeOf(scope)}`

export async function unansweredOf(db: Db, scope: Scope): Promise<{ rows: WarningRow[]; count: number }> {
  const { rows } = await sql<WarningRow & { count: number }>`
    select ${warningColumns}, count(*) over () as count ${before(scope)} and w.state = any(${waiting})
    order by w.due_at nulls last, w.id limit ${most}`.execute(db)
  return { rows, count: rows[0]?.count ?? 0 }
}

/** Answered, and not done with: help was asked for, or nobody knows yet. */
export async function unfinishedOf(db: Db, scope: Scope): Promise<WarningRow[]> {
  const { rows } = await sql<WarningRow>`
    select ${warningColumns} ${before(scope)} and w.state = 'answered' and w.answer in ('affected_need_help', 'unknown')
    order by w.answered_at, w.id limit ${most}`.execute(db)
  return rows
}

/** As they read for the member's own people, with how far they have come. */
export async function shownInPortal(db: Db, rows: readonly WarningRow[], language: Language): Promise<PortalWarning[]> {
  const ids = rows.map(({ id }) => id)
  const [letters, done] = await Promise.all([lettersOf(db, ids, language), measuresKept(db, ids)])
  // What is not relevant is not left to do.
  const ticked = Map.groupBy(
    done.filter(({ standing }) => standing !== 'help'),
    ({ warning_id }) => warning_id,
  )
  return rows.map((row) => {
    const letter = letters.get(row.id)
    return {
      id: row.id,
      number: row.number,
      member: row.orgnr,
      member_name: row.member_name,
      headline: letter?.headline ?? row.title,
      where: letter?.findings[0]?.where ?? '',
      severity: row.severity,
      state: row.state,
      answer: row.answer,
      sent_at: iso(row.sent_at),
      due_at: iso(row.due_at),
      acknowledged_at: iso(row.acknowledged_at),
      answered_at: iso(row.answered_at),
      reopened_at: iso(row.reopened_at),
      measures: { done: ticked.get(row.id)?.length ?? 0, of: letter === undefined ? 0 : stepsOf(letter).length },
    }
  })
}

export async function lettersOf(db: Db, ids: readonly string[], language: Language): Promise<Map<string, Letter>> {
  const facts = await warningFactsOf(db, ids)
  return new Map([...facts].map(([id, one]) => [id, letterOf(one, language)]))
}

export type Message = { id: string; text: string; created_at: Date }

/** What was written to the member about a warning, the newest first. */
export async function messagesOf(db: Db, warning: string): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select id, text, created_at from warning_message where warning_id = ${warning}
    order by number desc`.execute(db)
  return rows
}

export type Undelivered = { id: string; orgnr: string; member_name: string; name: string; email: string }

/** Contacts whose last mail was refused or given up. */
export async function undeliveredOf(db: Db, members: readonly string[]): Promise<Undelivered[]> {
  const { rows } = await sql<Undelivered>`
    select c.id, c.orgnr, m.name as member_name, c.name, c.email
    from contact c join member m using (orgnr)
    cross join lateral (
      select d.state from delivery d join warning w on w.id = d.warning_id
      where w.orgnr = c.orgnr and d.email = c.email and d.state <> 'queued' order by d.created_at desc limit 1) as last
    where c.orgnr = any(${members}::text[]) and last.state in ('bounced', 'failed')
    order by m.name, c.name`.execute(db)
  return rows
}

/** A person of the member has it open: when first, and not who. */
export async function noteOpened(db: Db, id: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('warning')
      .set({ opened_at: now })
      .where('id', '=', id)
      .where('opened_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await publish(trx, 'warnings', [id])
  })
}

/** The contact that a person is at a member, by their address; null where they are none. */
export async function contactWith(db: Db, orgnr: string, email: string | null): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from contact where orgnr = ${orgnr} and email = ${email?.toLowerCase() ?? null}`.execute(db)
  return rows[0]?.id ?? null
}
