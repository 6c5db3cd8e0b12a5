import type { ChaseRule, Severity } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'

export async function readChaseRules(db: Db): Promise<Record<Severity, ChaseRule>> {
  const rules = await db.selectFrom('chase_rule').selectAll().execute()
  return Object.fromEntries(rules.map((rule) => [rule.severity, rule])) as Record<Severity, ChaseRule>
}

/** Replaces every rule; the caller has checked that they are total. */
export async function writeChaseRules(db: Db, rules: readonly ChaseRule[], note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      update chase_rule set before_hours = r.before_hours, every_hours = r.every_hours, most = r.most,
        all_at_once = r.all_at_once
      from json_to_recordset(${JSON.stringify(rules)}::json)
        as r (severity text, before_hours int, every_hours int, most int, all_at_once boolean)
      where chase_rule.severity = r.severity`.execute(trx)
    await note(trx, { act: 'policy.changed', object: { kind: 'policy', id: 'chase' }, details: { rules: [...rules] } })
  })
}
