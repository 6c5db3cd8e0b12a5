/** Mails that wait: until when, and what ends it. */
import type { DeliveryKind, Severity } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { readChaseRules } from '../chase/chase-rule.store.ts'
import { type Waiting, waitOf } from './gather.ts'

/** Longer ago than the longest pause and a night, nothing is remembered of. */
const remembered = 3 * 24 * 60 * 60_000

/**
 * Until when each of these waits, by what went to the same contact of the same member before; what is queued in the same
 * breath goes at the same time. The caller has locked the members.
 */
export async function waitsOf(
  trx: Db,
  mails: readonly { warning: string; email: string; kind: DeliveryKind }[],
  now: Date,
): Promise<(Waiting | null)[]> {
  const asked = mails.map(({ warning, email }, place) => ({ place, warning, email }))
  const { rows } = await sql<{ place: number; severity: Severity; last: Date | null }>`
    select place, w.severity, (
      select max(coalesce(d.delivered_at, d.attempted_at, d.created_at)) from delivery d
      join warning o on o.id = d.warning_id and o.orgnr = w.orgnr
      where d.email = asked.email and d.created_at > ${new Date(now.getTime() - remembered)}
        and d.kind in ('warning', 'relapse') and d.state in ('queued', 'deferred', 'delivered')
        and d.waits_until is null) as last
    from json_to_recordset(${JSON.stringify(asked)}::json) as asked (place int, warning uuid, email text)
    join warning w on w.id = asked.warning`.execute(trx)
  const rules = await readChaseRules(trx)
  const known = new Map(rows.map((row) => [row.place, row]))
  return mails.map(({ kind }, place) => {
    const row = known.get(place)
    return row === undefined ? null : waitOf({ kind, severity: row.severity }, rules[row.severity], row.last, now)
  })
}
