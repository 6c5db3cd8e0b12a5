/**
 * From a statement for one ClickHouse server to those for a cluster, so that the migrations and the stores are the one truth
 * of the tables. Pure; what cannot be translated is refused and never half run. https://clickhouse.com/docs/sql-reference/distributed-ddl
 *
 * Tables of events are spread over the shards by sensor, so that repetitions of a line, which a sensor sends, meet on one
 * shard: `event_local` holds a shard's rows, and `event` stands before them all. Every other table is small and is held
 * whole by every server, so that dictionaries and joins read what is beside them.
 */

const sharded: ReadonlySet<string> = new Set(['event', 'rejected_line'])

/**
 * What every request says on a cluster: an insert returns once most replicas have it, a query reads only from a replica that
 * has it, and a query within a query of events stays on its shard.
 */
export const clusterSettings = {
  distributed_foreground_insert: 1,
  distributed_product_mode: 'local',
  insert_quorum: 'auto',
  insert_quorum_parallel: 0,
  select_sequential_consistency: 1,
} as const

/** `uuid` is the table's, and the same on every server. */
const onShard = `'/clickhouse/tables/{uuid}/{shard}', '{replica}'`
const everywhere = `'/clickhouse/tables/{uuid}', '{shard}-{replica}'`
/** As `non_replicated_deduplication_window`, which has no limit in time; a replicated table's is an hour or a week by version. */
const keepTokens = 'replicated_deduplication_window_seconds = 604800, replicated_deduplication_window'

type Rule = [pattern: RegExp, write: (found: Record<string, string>, at: string) => string[]]

const rules: readonly Rule[] = [
  [
    /^create table if not exists (?<name>\w+) (?<columns>\(.*\)) engine = (?<engine>\w*MergeTree)(?:\((?<args>\w*)\))?(?<rest>\s.*|$)/is,
    ({ name = '', columns, engine, args, rest = '' }, at) => {
      const local = sharded.has(name) ? `${name}_local` : name
      const given = [sharded.has(name) ? onShard : everywhere, ...(args ? [args] : [])].join(', ')
      const more = rest.replace('non_replicated_deduplication_window', keepTokens)
      const table = `create table if not exists ${local} ${at} ${columns} engine = Replicated${engine}(${given})${more}`
      return sharded.has(name) ? [table, distributed(name, local, at)] : [table]
    },
  ],
  [
    /^(?<create>create table if not exists) (?<name>\w+) as (?<like>\w+)$/i,
    ({ create, name, like }, at) => [`${create} ${name} ${at} as ${like}`],
  ],
  [
    /^(?<create>create (?:or replace )?dictionary (?:if not exists )?)(?<name>[\w.`]+)(?<rest>\s.*)/is,
    ({ create, name, rest }, at) => [`${create}${name} ${at}${rest}`],
  ],
  [
    /^alter table (?<name>\w+) (?<change>.*)/is,
    ({ name = '', change = '' }, at) => {
      // A replicated table passes on what is changed in it.
      if (!sharded.has(name)) return [`alter table ${name} ${change}`]
      const both = /^(?:add|modify|drop) column\b/i.test(change) ? [name] : []
      return [`${name}_local`, ...both].map((table) => `alter table ${table} ${at} ${change}`)
    },
  ],
  [/^(?<drop>drop (?:table|dictionary) if exists \w+)$/i, ({ drop }, at) => [`${drop} ${at}`]],
  [
    /^truncate table (?<name>\w+)$/i,
    ({ name = '' }, at) => [`truncate table ${sharded.has(name) ? `${name}_local ${at}` : name}`],
  ],
  [
    /^exchange tables (?<first>\w+) and (?<second>\w+)$/i,
    ({ first, second }, at) => [`system sync replica ${at} ${second}`, `exchange tables ${first} and ${second} ${at}`],
  ],
  [/^system reload dictionary (?<name>\w+)$/i, ({ name }, at) => [`system reload dictionary ${at} ${name}`]],
]

function distributed(name: string, local: string, at: string): string {
  const cluster = at.slice('on cluster '.length)
  return `create table if not exists ${name} ${at} as ${local} engine = Distributed(${cluster}, currentDatabase(), ${local}, sipHash64(sensor))`
}

/**
 * @param cluster letters, digits, `_` and `-`
 * @throws where it is not known how a cluster does this
 */
export function onCluster(statement: string, cluster: string): string[] {
  const bare = statement.replace(/^\s*--.*$/gm, '').trim()
  for (const [pattern, write] of rules) {
    const found = pattern.exec(bare)
    if (found) return write(found.groups ?? {}, `on cluster '${cluster}'`)
  }
  throw new Error(`it is not written how a cluster does this: ${bare.slice(0, 80)}`)
}
