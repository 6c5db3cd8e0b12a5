/** Advisories whose measures were to be done by now, while members have not answered. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { type AuthorReminder, newsMilliseconds } from '../../vulnerability/index.ts'
import { unansweredStates } from '../warnings/warning.ts'

/** By the newest of the deadlines that have passed, and how many members are silent. */
export async function overdueMeasures(trx: Db, now: Date): Promise<(AuthorReminder & { silent: number })[]> {
  const from = new Date(now.getTime() - newsMilliseconds)
  const { rows } = await sql<{ advisory: string; about: Date; silent: number }>`
    select w.advisory_id as advisory, max(due.at) as about, count(*)::int as silent
    from warning w join advisory a on a.id = w.advisory_id and a.state <> 'withdrawn' cross join lateral (
      select max((measure ->> 'due_at')::timestamptz) as at from jsonb_array_elements(w.advised -> 'measures') measure
      where (measure ->> 'due_at')::timestamptz <= ${now}) due
    where w.advisory_id is not null and w.state = any(${[...unansweredStates]}) and due.at > ${from}
    group by w.advisory_id`.execute(trx)
  return rows.map((row) => ({ ...row, kind: 'measures_overdue' as const }))
}
