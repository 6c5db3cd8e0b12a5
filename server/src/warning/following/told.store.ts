/** By which warning a member was told of each vulnerability. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'

export type ToldBy = { cve: string; warning: string; number: number; advisory: string; label: string; at: Date }

/** The newest of each. */
export async function toldBy(db: Db, orgnr: string, cves: readonly string[]): Promise<Map<string, ToldBy>> {
  const { rows } = await sql<ToldBy>`
    select distinct on (t.cve) t.cve, w.id as warning, w.number, w.advisory_id as advisory, w.advised ->> 'label' as label,
      t.told_at as at
    from advisory_told t join warning w on w.advisory_id = t.advisory_id and w.orgnr = t.orgnr
    where t.orgnr = ${orgnr} and t.cve = any(${cves}::text[])
    order by t.cve, t.told_at desc`.execute(db)
  return new Map(rows.map((row) => [row.cve, row]))
}
