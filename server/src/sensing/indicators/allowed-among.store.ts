/** Which of some addresses and domains lie in what no indicator may hit, or are members' own: they say nothing of whom. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'

export async function allowedAmong(
  db: Db,
  { addresses, domains }: { addresses: readonly string[]; domains: readonly string[] },
): Promise<Set<string>> {
  const { rows } = await sql<{ value: string }>`
    with network as (
      select value::inet as network from (select value from allow_entry where kind = 'network' offset 0) entry
      union all select network from member_network),
    name as (
      select value as name from allow_entry where kind in ('domain', 'name')
      union all select domain from member_domain)
    select a.value from unnest(${addresses}::text[]) as a (value)
    where exists (select from network where network.network >>= a.value::inet)
    union
    select d.value from unnest(${domains}::text[]) as d (value)
    where exists (select from name where d.value = name or d.value like '%.' || name)`.execute(db)
  return new Set(rows.map(({ value }) => value))
}
