import type { ChaseRule, Severity } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'

export type KeptRule = Required<ChaseRule> & { changed_at: Date | null; changed_by: string | null }

export async function readChaseRules(db: Db): Promise<Record<Severity, KeptRule>> {
  const rules = await db.selectFrom('chase_rule').selectAll().execute()
  return Object.fromEntries(rules.map((rule) => [rule.severity, rule])) as Record<Severity, KeptRule>
}

/** Replaces every rule; the caller has checked that they are total. What is as it was keeps who chose it. */
export async function writeChaseRules(
  db: Db,
  rules: readonly ChaseRule[],
  { by, now, note }: { by: string; now: Date; note: Note },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      update chase_rule set due_hours = coalesce(r.due_hours, chase_rule.due_hours), before_hours = r.before_hours, every_hours = r.every_hours, most = r.most,
        all_at_once = r.all_at_once, quiet = r.quiet, changed_at = ${now}, changed_by = ${by}
      from json_to_recordset(${JSON.stringify(rules)}::json)
        as r (severity text, due_hours int, before_hours int, every_hours int, most int, all_at_once boolean, quiet boolean)
      where chase_rule.severity = r.severity
        and (chase_rule.due_hours, chase_rule.before_hours, chase_rule.every_hours, chase_rule.most,
            chase_rule.all_at_once, chase_rule.quiet)
          is distinct from (coalesce(r.due_hours, chase_rule.due_hours), r.before_hours, r.every_hours, r.most, r.all_at_once, r.quiet)`.execute(
      trx,
    )
    await note(trx, { act: 'policy.changed', object: { kind: 'policy', id: 'chase' }, details: { rules: [...rules] } })
  })
}
