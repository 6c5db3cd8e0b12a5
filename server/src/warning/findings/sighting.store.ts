/** What detections tell of exploitation: a rule or an indicator that is about a CVE was seen at a member. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { type Sighting, takeSightings } from '../../vulnerability/index.ts'

/**
 * Works out anew what is seen of the vulnerabilities that these detections are about. What was dismissed is not seen, nor what
 * the member answered is a false alarm; a duplicate is, since what it repeats is.
 */
export async function sightAnew(trx: Db, detections: readonly string[], now: Date): Promise<void> {
  if (detections.length === 0) return
  const { rows } = await sql<Sighting>`
    select t.value as cve, count(distinct d.orgnr) filter (where seen) as members,
      min(d.first_seen_at) filter (where seen) as since
    from detection_trait t join detection d on d.id = t.detection_id left join warning w on w.id = d.warning_id
    cross join lateral (select (d.state <> 'dismissed' or d.dismiss_reason = 'duplicate')
      and not (d.state = 'resolved' and w.answer is not distinct from 'false_alarm') as seen) s
    where t.kind = 'cve' and t.value in (
      select value from detection_trait where kind = 'cve' and detection_id = any(${detections}::uuid[]))
    group by t.value order by t.value`.execute(trx)
  await takeSightings(trx, rows, now)
}
