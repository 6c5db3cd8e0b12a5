/**
 * Copies what events are attributed and matched against from PostgreSQL to the engine: from one snapshot into tables beside
 * the ones in use, then swapped whole. The engine works out the keys. `npm run bench -- indicators` has the figures.
 */
import type pg from 'pg'
import { type Clickhouse, rows } from '../../platform/index.ts'
import { endKeyOf, indicatorKinds, keyOf, noIndicator, proofOf, urlValue } from '../indicators/indicator-key.ts'
import { inUseAt } from '../indicators/indicator-use.ts'
import { copyToEngine } from './engine-copy.store.ts'

type Copy = {
  table: string
  dictionary: string
  /** What PostgreSQL gives, and the engine's names and types for it. */
  query: string
  columns: string
  /** What the engine makes of it: the rows of the table, from a source of the rows given. */
  select: (given: string) => string
}

/** A replicated table takes rows that it has had before for a second try. */
const anyRows = 'settings insert_deduplicate = 0'

const zero = '00000000-0000-0000-0000-000000000000'

const networks: Copy = {
  table: 'network_member',
  dictionary: 'network_owner',
  query: 'select network::text, orgnr from member_network',
  columns: 'prefix String, orgnr String',
  select: (given) => `select prefix, orgnr from ${given}`,
}

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')
/** Names have a row for two types. */
const single = Object.keys(indicatorKinds).filter((type) => type !== 'domain' && type !== 'wildcard_domain')

function indicators(now: Date): Copy[] {
  const of = (type: string) => `(select value, id from indicator where type = '${type}' and ${inUseAt(now)})`
  const kind = `transform(type, [${quoted(Object.keys(indicatorKinds))}], [${quoted(Object.values(indicatorKinds))}], '')`
  return [
    {
      table: 'indicator_key',
      dictionary: 'indicator_of',
      query: `select type, value, id, '${zero}'::uuid from indicator where type in (${quoted(single)}) and ${inUseAt(now)}
        union all select 'domain', value, coalesce(d.id, '${zero}'), coalesce(w.id, '${zero}')
          from ${of('domain')} d full join ${of('wildcard_domain')} w using (value)`,
      columns: 'type LowCardinality(String), value String, id UUID, wildcard UUID',
      select: (given) => `select if(kind = 'a', ${keyOf('kind', 'address')}, ${keyOf('kind', 'text')}),
        if(kind = 'a', ${proofOf('kind', 'address')}, ${proofOf('kind', 'text')}), id, wildcard, type
      from (select *, ${kind} as kind, toIPv6OrDefault(value) as address, if(kind = 'u', ${urlValue('value')}, value) as text
        from ${given})`,
    },
    {
      table: 'indicator_end',
      dictionary: 'listed_end',
      query: `select value from indicator where type in ('domain', 'wildcard_domain') and ${inUseAt(now)}`,
      columns: 'value String',
      select: (given) => `select distinct ${endKeyOf('value')}, 1 from ${given}`,
    },
    {
      table: 'indicator_network',
      dictionary: 'indicators_of_network',
      query: `select value, array_to_string(ids, ',') from indicator_surroundings('${now.toISOString()}')`,
      columns: 'prefix String, ids String',
      select: (given) => `select prefix, arrayMap(id -> toUUID(id), splitByChar(',', ids)) from ${given}`,
    },
  ]
}

/** What may be copied on its own, by the name of its version. */
export type ReferencePart = 'networks' | 'indicators'
export type ReferenceVersions = Record<ReferencePart | 'allowed' | 'weighed', number>

export async function referenceVersions(pool: pg.Pool | pg.PoolClient): Promise<ReferenceVersions> {
  const { rows } = await pool.query('select what, version from reference_version')
  return Object.fromEntries(rows.map(({ what, version }) => [what, version])) as ReferenceVersions
}

export type CopiedPart = {
  version: number
  /** When the first of the indicators that were copied ends. */
  nextExpiry: Date | null
}

type Stores = {
  pool: pg.Pool
  clickhouse: Clickhouse /** For a file on the way to the embedded engine. */
  folder: string
}

/** Copies networks or indicators as they are at `now`; the engine matches against them once this is through. */
export async function copyReference(stores: Stores, part: ReferencePart, now: Date): Promise<CopiedPart> {
  const client = await stores.pool.connect()
  try {
    // Loaders that share an engine take turns: they share the tables beside the ones in use.
    await client.query('select pg_advisory_lock(hashtext($1))', [`varde reference ${part}`])
    await client.query('begin isolation level repeatable read read only')
    const version = (await referenceVersions(client))[part]
    for (const one of part === 'networks' ? [networks] : indicators(now)) await copy(stores, client, one)
    if (part === 'indicators') await recordActive(stores.clickhouse)
    const { rows: ends } = await client.query(`select min(valid_until) as at from indicator where ${inUseAt(now)}`)
    await client.query('commit')
    await client.query('select pg_advisory_unlock(hashtext($1))', [`varde reference ${part}`])
    client.release()
    return { version, nextExpiry: part === 'indicators' ? ends[0].at : null }
  } catch (fault) {
    // Closed and not given back: in the middle of a COPY it would answer nothing more. That also frees the lock.
    client.release(fault as Error)
    throw fault
  }
}

async function copy(
  { clickhouse, folder }: Stores,
  client: pg.PoolClient,
  { table, dictionary, query, columns, select }: Copy,
) {
  await clickhouse.change(`truncate table ${table}_next`)
  const insert = (given: string) => `insert into ${table}_next ${anyRows} ${select(given)}`
  await copyToEngine(client, clickhouse, folder, { query, columns, insert })
  await clickhouse.change(`exchange tables ${table} and ${table}_next`)
  await clickhouse.change(`system reload dictionary ${dictionary}`)
  await clickhouse.change(`truncate table ${table}_next`)
}

/** The tables hold what the dictionaries have just read; counting them at each question would be work for each look. */
async function recordActive({ client, change }: Clickhouse): Promise<void> {
  await change('truncate table indicator_active_next')
  await client.command({
    query: `insert into indicator_active_next ${anyRows}
      select type, countIf(id != ${noIndicator}) from indicator_key group by type
      union all select 'wildcard_domain', countIf(wildcard != ${noIndicator}) from indicator_key
      union all select if(position(prefix, ':') = 0, 'ipv4_cidr', 'ipv6_cidr') as type, count() from indicator_network group by type`,
  })
  await change('exchange tables indicator_active and indicator_active_next')
  await change('truncate table indicator_active_next')
}

/** How many indicators the engine matches against now, by type. */
export async function activeByType(clickhouse: Clickhouse): Promise<Map<string, number>> {
  const counts = await rows<{ type: string; count: number }>(
    clickhouse,
    'select type, toUInt32(active) as count from indicator_active where active > 0',
  )
  return new Map(counts.map(({ type, count }) => [type, count]))
}
