/** What members have answered about one cause, by the last answer of each. */
import type { CauseKind, Tlp } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'
import { inScopeOf } from '../warnings/warning.store.ts'

export type FalseAlarm = {
  warning: string
  number: number
  orgnr: string
  member_name: string
  tlp: Tlp
  comment: string
  created_at: Date
}

/** @returns how many members were warned, and those whose last answer is that it is a false alarm, the newest first */
export async function falseAlarmsOf(
  db: Db,
  scope: Scope,
  { kind, key }: { kind: CauseKind; key: string },
): Promise<{ warned: number; alarms: FalseAlarm[] }> {
  const told = sql`
    select w.id, w.number, w.orgnr, w.tlp from warning w
    where ${inScopeOf(scope)} and w.sent_at is not null
      and w.id in (select warning_id from detection where cause_kind = ${kind} and cause_key = ${key})`
  const { rows: counts } = await sql<{ warned: number }>`
    select count(distinct orgnr) as warned from (${told}) as told`.execute(db)
  const { rows: alarms } = await sql<FalseAlarm>`
    select * from (
      select distinct on (told.orgnr) told.id as warning, told.number, told.orgnr, m.name as member_name, told.tlp,
        r.answer, r.comment, r.created_at
      from (${told}) as told join member m using (orgnr)
      join response r on r.warning_id = told.id and r.kind = 'answer'
      order by told.orgnr, r.created_at desc, r.id desc) as last
    where answer = 'false_alarm' order by created_at desc`.execute(db)
  return { warned: counts[0]?.warned ?? 0, alarms }
}
