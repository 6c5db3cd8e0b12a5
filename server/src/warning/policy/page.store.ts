/** Mails the duty officers at once where a rule says so: once for each member and cause, and anew when it comes back. */
import { sql } from 'kysely'
import { dutyOfficers, type Entry } from '../../access/index.ts'
import { addJobs, type Db, newId } from '../../platform/index.ts'
import { isReportSignature } from '../../sensing/index.ts'
import type { Paged } from './page-mail.ts'

/** The job that tells one duty officer, by mail or by SMS: each is tried again by itself. */
export const pageTask = 'page_duty_officer'

export type ToPage = {
  id: string
  orgnr: string
  cause_kind: string
  cause_key: string
  /** It was answered as dealt with, and is seen again. */
  relapsed: boolean
}

/** @returns those that they are mailed about, and what the log says of it */
export async function pageDuty(
  trx: Db,
  rows: readonly ToPage[],
  now: Date,
): Promise<{ paged: Set<string>; entries: Entry[] }> {
  if (rows.length === 0) return { paged: new Set(), entries: [] }
  const { rows: due } = await sql<{ orgnr: string; cause_kind: string; cause_key: string }>`
    insert into policy_page as known (orgnr, cause_kind, cause_key, paged_at)
    select orgnr, cause_kind, cause_key, ${now} from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (orgnr text, cause_kind text, cause_key text, relapsed boolean)
    group by orgnr, cause_kind, cause_key
    on conflict (orgnr, cause_kind, cause_key) do update set paged_at = excluded.paged_at
      where known.paged_at < excluded.paged_at
        and (known.orgnr, known.cause_kind, known.cause_key) in (
          select orgnr, cause_kind, cause_key from json_to_recordset(${JSON.stringify(rows)}::json)
            as r (orgnr text, cause_kind text, cause_key text, relapsed boolean) where relapsed)
    returning orgnr, cause_kind, cause_key`.execute(trx)
  const causeOf = (row: { orgnr: string; cause_kind: string; cause_key: string }) =>
    `${row.orgnr} ${row.cause_kind} ${row.cause_key}`
  const causes = new Set(due.map(causeOf))
  const told = rows.filter((row) => causes.has(causeOf(row)))
  const officers = await dutyOfficers(trx)
  const detections = told.map(({ id }) => id)
  if (detections.length > 0) {
    await addJobs(
      trx,
      pageTask,
      officers.flatMap((person) =>
        (['mail', 'sms'] as const).map((by) => ({ key: newId(), payload: { person, detections, by } })),
      ),
    )
  }
  const first = new Map(told.map((row) => [causeOf(row), row]))
  return {
    paged: new Set(detections),
    entries: [...first.values()].map(({ id, orgnr }) => ({
      act: 'policy.paged',
      object: { kind: 'detection', id },
      member: orgnr,
      details: { duty_officers: officers.length },
    })),
  }
}

/** Of these, those that are still there, as a mail about them needs them. */
export async function pagedAmong(db: Db, ids: readonly string[]): Promise<Paged[]> {
  const { rows } = await sql<Omit<Paged, 'reported'> & { key: string }>`
    select d.id, d.cause_kind as kind, d.cause_key as key, d.cause_label as label, d.cause_category as category,
      m.name as member, host(d.inner_host) as "innerHost", d.severity, d.tlp, d.state = 'warned' as warned
    from detection d join member m using (orgnr) where d.id = any(${ids}::uuid[]) order by d.id`.execute(db)
  return rows.map(({ key, ...row }) => ({ ...row, reported: row.kind === 'signature' && isReportSignature(key) }))
}
