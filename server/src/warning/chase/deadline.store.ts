/** The deadline of one warning, moved by somebody, and moved back. */
import { sql } from 'kysely'
import type { Entry } from '../../access/index.ts'
import { type Db, newId, Problem, publish } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import type { ChasedWarning } from './chase.store.ts'
import { stepAt } from './chase.ts'
import { readChaseRules } from './chase-rule.store.ts'

export type Moved = { due_before: Date; reason: string; author: string; moved_at: Date }

/** The newest move, where the deadline is still what it made it. */
export async function moveOf(db: Db, warning: string): Promise<Moved | null> {
  const { rows } = await sql<Moved>`
    select due_before, reason, author, moved_at from (
      select * from deadline_move where warning_id = ${warning} and undone_at is null
      order by moved_at desc, id desc limit 1) m
    where due_at = (select due_at from warning where id = ${warning})`.execute(db)
  return rows[0] ?? null
}

type Move = { due: Date; reason: string; author: string }

/** Reminders go on from the new one; those of the plan that would be past are not made up for. @throws Problem not_chased */
export async function moveDeadline(
  trx: Db,
  warning: ChasedWarning,
  { due, reason, author }: Move,
  now: Date,
): Promise<Entry> {
  const before = waiting(warning)
  const rule = (await readChaseRules(trx))[warning.severity]
  await trx
    .insertInto('deadline_move')
    .values({
      id: newId(),
      warning_id: warning.id,
      due_before: before,
      due_at: due,
      step_before: warning.chase_step,
      reason,
      author,
      moved_at: now,
    })
    .execute()
  await place(trx, warning, due, stepAt(rule, due, now))
  return entry('warning.deadline_moved', warning, due)
}

/** @throws Problem not_chased, deadline_unmoved */
export async function moveDeadlineBack(trx: Db, warning: ChasedWarning, now: Date): Promise<Entry> {
  const due = waiting(warning)
  const { rows } = await sql<{ due_before: Date; step_before: number }>`
    update deadline_move set undone_at = ${now} where due_at = ${due} and id = (
      select id from deadline_move where warning_id = ${warning.id} and undone_at is null
      order by moved_at desc, id desc limit 1)
    returning due_before, step_before`.execute(trx)
  const move = rows[0]
  if (!move) throw new Problem(warningProblems.deadlineUnmoved, 'Move it to where you want it.')
  await place(trx, warning, move.due_before, move.step_before)
  return entry('warning.deadline_moved_back', warning, move.due_before)
}

/** @returns the deadline of a warning that waits for its member @throws Problem not_chased */
function waiting({ state, due_at }: ChasedWarning): Date {
  if ((state !== 'sent' && state !== 'acknowledged') || due_at === null) {
    throw new Problem(warningProblems.notChased, 'Only what was delivered and is not answered has a deadline.')
  }
  return due_at
}

async function place(trx: Db, { id }: ChasedWarning, due: Date, step: number): Promise<void> {
  await trx.updateTable('warning').set({ due_at: due, chase_step: step }).where('id', '=', id).execute()
  await publish(trx, 'warnings', [id])
}

function entry(act: Entry['act'], { id, orgnr }: ChasedWarning, due: Date): Entry {
  return { act, object: { kind: 'warning', id }, member: orgnr, details: { due_at: due.toISOString() } }
}
