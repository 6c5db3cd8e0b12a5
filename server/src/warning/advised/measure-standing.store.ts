/** How members stand on the catalogue's measures, over all advisories that ask for them. */
import type { MeasureStandings } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'

type Row = MeasureStandings['items'][number]

/** More advisories than these are told of by none who asks for them. */
const mostAdvisories = 50

/** @param keys the catalogue's: what an advisory asks for in own words has no place here */
export async function measureStandings(
  db: Db,
  { scope, red, keys }: { scope: Scope; red: boolean; keys: readonly string[] },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with asked as (
      select measure ->> 'key' as key, w.id, w.advisory_id, w.advised, w.created_at
      from warning w cross join lateral jsonb_array_elements(w.advised -> 'measures') measure
      where w.advisory_id is not null and w.state not in ('draft', 'cancelled')
        and (${scope === 'all'} or w.orgnr = any(${scope === 'all' ? [] : scope}))
        and (${red} or w.tlp <> 'RED') and measure ->> 'key' = any(${keys}))
    select a.key,
      count(*) filter (where m.standing is null)::int as open,
      count(*) filter (where m.standing = 'done')::int as done,
      count(*) filter (where m.standing = 'not_relevant')::int as not_relevant,
      count(*) filter (where m.standing = 'help')::int as help,
      (select jsonb_agg(told.advisory order by told.at desc) from (
        select max(b.created_at) as at, jsonb_build_object('id', b.advisory_id, 'label', max(b.advised ->> 'label'),
          'subject', jsonb_build_object('nb', max(b.advised #>> '{texts,nb,subject}'),
            'nn', max(b.advised #>> '{texts,nn,subject}'), 'en', max(b.advised #>> '{texts,en,subject}'))) as advisory
        from asked b where b.key = a.key group by b.advisory_id order by 1 desc limit ${mostAdvisories}) told) as advisories
    from asked a left join warning_measure m on m.warning_id = a.id and m.measure = a.key
    group by a.key order by a.key`.execute(db)
  return rows
}
