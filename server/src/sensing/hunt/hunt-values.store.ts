/** The values that a hunt or a look-back seeks, in the engine while it runs; see the migration of `hunt_value`. */
import type pg from 'pg'
import { type Clickhouse, rows } from '../../platform/index.ts'
import { inUseAt } from '../indicators/indicator-use.ts'
import { copyToEngine } from '../load/engine-copy.store.ts'
import { type HuntValue, huntKinds, type Sought } from './hunt.ts'

/** Hands the engine the values of a hunt, in place of those it may have been given before. */
export async function writeHuntValues(
  clickhouse: Clickhouse,
  hunt: string,
  values: readonly HuntValue[],
): Promise<void> {
  await dropHuntValues(clickhouse, hunt)
  const given = values.map((value) => ({ hunt, ...value }))
  if (given.length > 0) await clickhouse.client.insert({ table: 'hunt_value', values: given, format: 'JSONEachRow' })
}

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')
const kindOf = (type: string) =>
  `transform(${type}, [${quoted(Object.keys(huntKinds))}], [${quoted(Object.values(huntKinds))}], '')`
/** A network is kept by its first address, and its length as IPv6. */
const [first, length] = ["splitByChar('/', value)[1]", "toUInt8OrZero(splitByChar('/', value)[2])"]

type Stores = { pool: pg.Pool; clickhouse: Clickhouse; folder: string }

/** Hands the engine the values of a look-back: of the indicators up to a place that count at this time. As `huntValueOf`. */
export async function writeLookBackValues(
  { pool, clickhouse, folder }: Stores,
  { id, upto }: { id: string; upto: number },
  now: Date,
): Promise<{ indicators: number; sought: Sought }> {
  await dropHuntValues(clickhouse, id)
  const client = await pool.connect()
  try {
    await copyToEngine(client, clickhouse, folder, {
      query: `select id, type, value from indicator where ${inUseAt(now)}
        and id in (select indicator_id from look_back_indicator where place <= ${upto})`,
      columns: 'indicator UUID, type LowCardinality(String), value String',
      insert: (
        given,
      ) => `insert into hunt_value (hunt, kind, text, address, bits, indicator) settings insert_deduplicate = 0
        select {hunt:UUID}, as_kind, if(as_kind = 'email', lower(value), value),
          if(as_kind in ('address', 'network'), toIPv6OrDefault(${first}), toIPv6('::')),
          if(as_kind = 'network', ${length} + if(type = 'ipv4_cidr', 96, 0), 0), indicator
        from (select *, ${kindOf('type')} as as_kind from ${given})`,
      parameters: { hunt: id },
    })
    client.release()
  } catch (fault) {
    // Closed and not given back: in the middle of a COPY it would answer nothing more.
    client.release(fault as Error)
    throw fault
  }
  const found = await rows<{ kind: HuntValue['kind']; bits: number[]; indicators: number }>(
    clickhouse,
    `select toString(kind) as kind, groupUniqArray(bits) as bits, toUInt32(count()) as indicators from hunt_value
    where hunt = {hunt:UUID} group by kind`,
    { hunt: id },
  )
  return {
    indicators: found.reduce((sum, one) => sum + one.indicators, 0),
    sought: {
      kinds: new Set(found.map(({ kind }) => kind)),
      lengths: found.flatMap(({ kind, bits }) => (kind === 'network' ? bits : [])),
    },
  }
}

export async function dropHuntValues(clickhouse: Clickhouse, hunt: string): Promise<void> {
  const query = 'alter table hunt_value drop partition {hunt:UUID}'
  await clickhouse.client.command({ query, query_params: { hunt } })
}
