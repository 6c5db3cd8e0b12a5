import type { PolicyRule } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'

export async function readPolicy(db: Db): Promise<PolicyRule[]> {
  return await db.selectFrom('policy_rule').selectAll().orderBy('cause').orderBy('severity').execute()
}

/** Replaces every rule; the caller has checked that they are total. */
export async function writePolicy(db: Db, rules: readonly PolicyRule[], note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
    insert into policy_rule (cause, severity, action)
    select cause, severity, action from json_to_recordset(${JSON.stringify(rules)}::json)
      as rule (cause text, severity text, action text)
    on conflict (cause, severity) do update set action = excluded.action`.execute(trx)
    await note(trx, { act: 'policy.changed', object: { kind: 'policy', id: 'rules' }, details: { rules: [...rules] } })
  })
}
