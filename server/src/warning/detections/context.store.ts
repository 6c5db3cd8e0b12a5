/** What an analyst weighs beside a detection: what the member has answered before, and who else has the same. */
import type { Answer, DetectionDetail, DetectionView } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'
import { type DetectionRow, viewOf } from './detection.store.ts'

const answersShown = 5
const othersShown = 10

/** By warning, as each stands now. */
export async function lastAnswers(db: Db, orgnr: string): Promise<DetectionDetail['answers']> {
  const { rows } = await sql<{ warning: string; number: number; answer: Answer; at: Date }>`
    select id as warning, number, answer, answered_at as at from warning
    where orgnr = ${orgnr} and answer is not null and answered_at is not null
    order by answered_at desc limit ${answersShown}`.execute(db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** One detection for each other member. */
export async function sameCauseElsewhere(
  db: Db,
  { scope, row, now }: { scope: Scope; row: DetectionRow; now: Date },
): Promise<DetectionDetail['others']> {
  const { rows } = await sql<{ id: string; member_name: string; view: DetectionView; last_seen_at: Date }>`
    select * from (
      select distinct on (d.orgnr) d.id, m.name as member_name, ${viewOf('d', now)} as view, d.last_seen_at
      from detection d join member m using (orgnr)
      where d.cause_kind = ${row.cause_kind} and d.cause_key = ${row.cause_key} and d.orgnr <> ${row.orgnr}
        and (${scope === 'all'} or d.orgnr = any(${scope === 'all' ? [] : scope}))
      order by d.orgnr, d.last_seen_at desc) other
    order by last_seen_at desc limit ${othersShown}`.execute(db)
  return rows.map((other) => ({ ...other, last_seen_at: other.last_seen_at.toISOString() }))
}
