/** The newest warning about one kind of cause. */
import type { Category } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { categoryOfDetection } from '../detections/category.ts'
import type { WarningFacts } from '../texts/letter-parts.ts'
import { warningFactsOf } from './letter.store.ts'

/** So many are looked through: what kind a warning is about is known only by its words. */
const looked = 200

/** @param red whether TLP:RED may be shown */
export async function recentAbout(
  db: Db,
  category: Category,
  red: boolean,
): Promise<{ id: string; facts: WarningFacts } | null> {
  const { rows } = await sql<{ id: string }>`
    select id from warning where state <> 'cancelled' and (${red} or tlp <> 'RED')
    order by created_at desc limit ${looked}`.execute(db)
  const facts = await warningFactsOf(
    db,
    rows.map(({ id }) => id),
  )
  for (const { id } of rows) {
    const one = facts.get(id)
    if (one?.detections.some((detection) => categoryOfDetection(detection) === category)) return { id, facts: one }
  }
  return null
}
