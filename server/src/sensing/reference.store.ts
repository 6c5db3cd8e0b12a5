/**
 * Copies what events are attributed and matched against from PostgreSQL to the engine: in chunks from one snapshot into
 * tables beside the ones in use, then swapped whole. A million indicators are never in one string or one array.
 */
import ipaddr from 'ipaddr.js'
import type pg from 'pg'
import { type Clickhouse, rows } from '../platform/index.ts'

/** Rows fetched and inserted at a time. */
const chunkRows = 20_000

/** `$1` is the time at which indicators are valid. */
const valid = 'retracted_at is null and (valid_until is null or valid_until > $1)'

type Copy = {
  table: string
  dictionary: string
  query: string
  /** From a row of PostgreSQL to one of the engine. */
  row: (row: Record<string, unknown>) => Record<string, unknown>
}

const zero = '00000000-0000-0000-0000-000000000000'

const networks = (): Copy[] => [
  {
    table: 'network_member',
    dictionary: 'network_owner',
    query: 'select network::text as prefix, orgnr from member_network where $1::timestamptz is not null',
    row: (row) => row,
  },
]

const indicators = (): Copy[] => {
  const around = surroundings()
  return [
    {
      table: 'indicator_address',
      dictionary: 'indicator_of_address',
      query: `select value as address, id from indicator where type in ('ipv4', 'ipv6') and ${valid}`,
      row: (row) => row,
    },
    {
      table: 'indicator_network',
      dictionary: 'indicators_of_network',
      // PostgreSQL sorts a network before those within it.
      query: `select value as prefix, id from indicator where type in ('ipv4_cidr', 'ipv6_cidr') and ${valid} order by value::inet`,
      row: ({ prefix, id }) => ({ prefix, ids: around(prefix as string, id as string) }),
    },
    {
      table: 'indicator_name',
      dictionary: 'indicators_of_name',
      query: `select value as name, (array_agg(id) filter (where type = 'domain'))[1] as domain,
        (array_agg(id) filter (where type = 'wildcard_domain'))[1] as wildcard
        from indicator where type in ('domain', 'wildcard_domain') and ${valid} group by value`,
      row: ({ name, domain, wildcard }) => ({ name, domain: domain ?? zero, wildcard: wildcard ?? zero }),
    },
  ]
}

/** Of networks that come outermost first: each one's indicator, and those of the networks around it. */
function surroundings(): (prefix: string, id: string) => string[] {
  let open: { network: [ipaddr.IPv4 | ipaddr.IPv6, number]; id: string }[] = []
  return (prefix, id) => {
    const network = ipaddr.parseCIDR(prefix)
    open = open.filter(
      (outer) => outer.network[0].kind() === network[0].kind() && network[0].match(outer.network as [never, number]),
    )
    open.push({ network, id })
    return open.map((one) => one.id)
  }
}

export type ReferenceVersions = { networks: number; indicators: number }

export async function referenceVersions(pool: pg.Pool | pg.PoolClient): Promise<ReferenceVersions> {
  const { rows } = await pool.query('select what, version from reference_version')
  return Object.fromEntries(rows.map(({ what, version }) => [what, version])) as ReferenceVersions
}

export type Copied = {
  versions: ReferenceVersions
  /** When the first of the indicators that were copied ends. */
  nextExpiry: Date | null
}

/** Copies networks or indicators, or both, as they are at `now`. */
export async function copyReference(
  pool: pg.Pool,
  clickhouse: Clickhouse,
  what: ReadonlySet<keyof ReferenceVersions>,
  now: Date,
): Promise<Copied> {
  const client = await pool.connect()
  try {
    // Loaders that share an engine take turns: they share the tables beside the ones in use.
    await client.query("select pg_advisory_lock(hashtext('varde reference'))")
    await client.query('begin isolation level repeatable read read only')
    const versions = await referenceVersions(client)
    const copies = [...(what.has('networks') ? networks() : []), ...(what.has('indicators') ? indicators() : [])]
    for (const one of copies) await copy(client, clickhouse, one, now)
    const expiry = await client.query(`select min(valid_until) as at from indicator where ${valid}`, [now])
    await client.query('commit')
    return { versions, nextExpiry: expiry.rows[0].at }
  } catch (fault) {
    await client.query('rollback').catch(() => undefined)
    throw fault
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('varde reference'))").catch(() => undefined)
    client.release()
  }
}

async function copy(client: pg.PoolClient, clickhouse: Clickhouse, { table, dictionary, query, row }: Copy, now: Date) {
  await clickhouse.change(`truncate table ${table}_next`)
  await client.query(`declare reference no scroll cursor for ${query}`, [now])
  for (;;) {
    const { rows: chunk } = await client.query(`fetch ${chunkRows} from reference`)
    if (chunk.length === 0) break
    await clickhouse.client.insert({ table: `${table}_next`, values: chunk.map(row), format: 'JSONEachRow' })
  }
  await client.query('close reference')
  await clickhouse.change(`exchange tables ${table} and ${table}_next`)
  await clickhouse.change(`system reload dictionary ${dictionary}`)
  await clickhouse.change(`truncate table ${table}_next`)
}

/** How many indicators the engine matches against now, by type, asked of the dictionaries themselves. */
export async function activeByType(clickhouse: Clickhouse): Promise<Map<string, number>> {
  const [counts] = await rows<Record<string, number>>(
    clickhouse,
    `select toUInt32(ipv4) as ipv4, toUInt32(ipv6) as ipv6, toUInt32(ipv4_cidr) as ipv4_cidr, toUInt32(ipv6_cidr) as ipv6_cidr,
      toUInt32(domain) as domain, toUInt32(wildcard_domain) as wildcard_domain
    from (select countIf(startsWith(toString(address), '::ffff:')) as ipv4, count() - ipv4 as ipv6 from dictionary(indicator_of_address)) as addresses
    cross join (select countIf(position(prefix, ':') = 0) as ipv4_cidr, count() - ipv4_cidr as ipv6_cidr from indicator_network) as networks
    cross join (select countIf(domain != toUUID('${zero}')) as domain, countIf(wildcard != toUUID('${zero}')) as wildcard_domain
      from dictionary(indicators_of_name)) as names`,
  )
  return new Map(Object.entries(counts ?? {}))
}
