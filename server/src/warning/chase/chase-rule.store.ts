import type { ChaseRule, Severity, WrittenChaseRule } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'

export type KeptRule = Required<ChaseRule> & { changed_at: Date | null; changed_by: string | null }

export async function readChaseRules(db: Db): Promise<Record<Severity, KeptRule>> {
  const rules = await db.selectFrom('chase_rule').selectAll().execute()
  return Object.fromEntries(rules.map((rule) => [rule.severity, rule])) as Record<Severity, KeptRule>
}

/**
 * Replaces every rule; the caller has checked that they are total. What is as it was keeps who chose it, and what is not said
 * stays.
 */
export async function writeChaseRules(
  db: Db,
  rules: readonly WrittenChaseRule[],
  { by, now, note }: { by: string; now: Date; note: Note },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      with said as (
        select r.severity, r.before_hours, r.every_hours, r.most, r.all_at_once, r.quiet,
          coalesce(r.due_hours, k.due_hours) as due_hours, coalesce(r.gather_minutes, k.gather_minutes) as gather_minutes,
          coalesce(r.quiet_first, k.quiet_first) as quiet_first
        from json_to_recordset(${JSON.stringify(rules)}::json) as r (severity text, due_hours int, before_hours int,
          every_hours int, most int, all_at_once boolean, quiet boolean, gather_minutes int, quiet_first boolean)
        join chase_rule k using (severity))
      update chase_rule k set due_hours = r.due_hours, before_hours = r.before_hours, every_hours = r.every_hours,
        most = r.most, all_at_once = r.all_at_once, quiet = r.quiet, gather_minutes = r.gather_minutes,
        quiet_first = r.quiet_first, changed_at = ${now}, changed_by = ${by}
      from said r where k.severity = r.severity
        and (k.due_hours, k.before_hours, k.every_hours, k.most, k.all_at_once, k.quiet, k.gather_minutes, k.quiet_first)
          is distinct from (r.due_hours, r.before_hours, r.every_hours, r.most, r.all_at_once, r.quiet, r.gather_minutes,
            r.quiet_first)`.execute(trx)
    await note(trx, { act: 'policy.changed', object: { kind: 'policy', id: 'chase' }, details: { rules: [...rules] } })
  })
}
