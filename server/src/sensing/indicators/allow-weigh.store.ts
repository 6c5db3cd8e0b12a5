/**
 * Weighs indicators against what none may hit: the list of allowed things, and members' own networks and domains. What would hit
 * all of something allowed, or something within it, is stopped, with the reason; see `allow.ts` for what that means by type.
 */
import { sql } from 'kysely'
import { type Db, type Logger, publish } from '../../platform/index.ts'

/** What is weighed: all indicators, or those that an import is about to bring, in a table of this transaction with the same columns. */
type Weighed = 'indicator' | 'incoming'

/**
 * Weighs all indicators anew where the list, or members' networks and domains, changed since it was last done. One process at a
 * time; the others find it done.
 */
export async function weighIfChanged(db: Db, log: Logger): Promise<void> {
  if (!(await changed(db))) return
  const start = performance.now()
  const count = await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('varde indicators import'))`.execute(trx)
    if (!(await changed(trx))) return null
    // Read before the weighing: what changes meanwhile is weighed the next time.
    await sql`update reference_version set version = (select version from reference_version where what = 'allowed')
      where what = 'weighed'`.execute(trx)
    const count = await weigh(trx, 'indicator')
    if (count > 0) await publish(trx, 'indicators', [])
    return count
  })
  if (count !== null)
    log.info({ changed: count, seconds: (performance.now() - start) / 1000 }, 'indicators were weighed')
}

async function changed(db: Db): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select max(version) filter (where what = 'allowed') <> max(version) filter (where what = 'weighed') as changed
    from reference_version`.execute(db)
  return rows[0]?.changed ?? false
}

/**
 * Stops and frees indicators within a transaction. Costs by what is weighed: a million take some seconds.
 * @returns of how many it changed something
 */
export async function weigh(trx: Db, weighed: Weighed): Promise<number> {
  await gatherAllowed(trx)
  const weighing = sql.table(weighed)
  await sql`
    create temp table weighing on commit drop as
    with target as (
      select i.id, i.type, i.value, i.stopped_by, i.stopped_entry, i.stopped_reason,
        -- Of a URL without a path only the host says anything, so it is weighed as the host is.
        case when i.type in ('ipv4', 'ipv6', 'ipv4_cidr', 'ipv6_cidr') then i.value::inet
          when i.type = 'url' and i.value ~ '^[a-z]+://[0-9]+(\.[0-9]+){3}(:[0-9]+)?/$'
            then substring(i.value from '://([0-9.]+)')::inet end as network,
        case when i.type in ('domain', 'wildcard_domain') then i.value
          when i.type = 'url' then substring(i.value from '^[a-z]+://(?:[^/@]*@)?([^/:]*[a-z][^/:]*)(?::[0-9]+)?/$') end as name
      from ${weighing} i),
    stop as (
      select t.id, 0 as around, n.rank, n.by, n.entry, n.reason from target t cross join lateral (
        select * from allowed_network where network <= t.network order by network desc limit 1) n
      where t.network is not null and n.network >>= t.network
      union all
      select t.id, 1, n.rank, n.by, n.entry, n.reason from target t cross join lateral (
        select * from allowed_network where network >= t.network order by network limit 1) n
      where t.type in ('ipv4_cidr', 'ipv6_cidr') and t.network >>= n.network
      union all
      select t.id, case n.reach when 'above' then 1 else 0 end, n.rank, n.by, n.entry, n.reason from target t join allowed_name n on n.name = t.name
        and (n.reach <> 'above' or t.type <> 'url')
      where n.reach <> 'below'
      union all
      select t.id, 0, n.rank, n.by, n.entry, n.reason
      from (select id, string_to_array(name, '.') as labels from target where name is not null) t
        cross join lateral generate_series(2, cardinality(t.labels) - 1) as place
        join allowed_name n on n.name = array_to_string(t.labels[place:], '.') and n.reach = 'below'
      union all
      select t.id, 0, 1, case when a.built_in then 'built_in' else 'entry' end, a.value, a.reason
      from target t join allow_entry a on a.kind = 'value' and a.value = t.value),
    -- What it is, or lies in, says more than what lies in it.
    first as (select distinct on (id) * from stop order by id, around, rank, entry)
    select t.id, f.by, f.entry, f.reason from target t left join first f using (id)
    where (t.stopped_by, t.stopped_entry, t.stopped_reason) is distinct from (f.by, f.entry, f.reason)`.execute(trx)
  const { numAffectedRows = 0n } = await sql`
    update ${weighing} i set stopped_by = w.by, stopped_entry = w.entry, stopped_reason = w.reason
    from weighing w where w.id = i.id`.execute(trx)
  return Number(numAffectedRows)
}

/**
 * As two tables: networks, of which only the outermost are needed, so that the one before or behind an address in their order is
 * the only one to look at; and names, each with its parents, since an indicator for a parent matches what lies below it.
 */
async function gatherAllowed(trx: Db): Promise<void> {
  await sql`
    create temp table allowed_network on commit drop as
    with one as (
      select distinct on (network) network, rank, by, entry, reason from (
        select value::inet as network, case when built_in then 2 else 1 end as rank,
          case when built_in then 'built_in' else 'entry' end as by, value as entry, reason
        from allow_entry where kind = 'network'
        union all select network::inet, 3, 'member', network::text, orgnr from member_network) known
      order by network, rank),
    placed as (
      select *, set_masklen(broadcast(network), case family(network) when 4 then 32 else 128 end) as last from one)
    select network, rank, by, entry, reason from (
      select *, max(last) over (order by network rows between unbounded preceding and 1 preceding) as reached from placed) seen
    where reached is null or family(reached) <> family(last) or reached < last`.execute(trx)
  await sql`create index on allowed_network (network)`.execute(trx)
  await sql`
    create temp table allowed_name on commit drop as
    with known as (
      select value as name, kind = 'domain' as whole, case when built_in then 2 else 1 end as rank,
        case when built_in then 'built_in' else 'entry' end as by, reason
      from allow_entry where kind in ('domain', 'name')
      union all select domain, true, 3, 'member', orgnr from member_domain)
    select name, 'itself' as reach, rank, by, name as entry, reason from known
    union all select name, 'below', rank, by, name, reason from known where whole
    union all select array_to_string(labels[place:], '.'), 'above', rank, by, name, reason
      from (select *, string_to_array(name, '.') as labels from known) split
        cross join lateral generate_series(2, cardinality(labels) - 1) as place`.execute(trx)
  await sql`analyze allowed_network, allowed_name`.execute(trx)
}
