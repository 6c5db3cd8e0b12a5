/** The values that a hunt or a look-back seeks, in the engine while it runs; see the migration of `hunt_value`. */
import type { Clickhouse } from '../../platform/index.ts'
import type { HuntValue } from './hunt.ts'

/** Rows inserted at a time: a hundred thousand in one would be one long string. */
const chunkRows = 20_000

export type Sought = HuntValue & {
  /** Only of a look-back. */
  indicator?: string
}

/** Hands the engine the values of a hunt, in place of those it may have been given before. */
export async function writeHuntValues(clickhouse: Clickhouse, hunt: string, values: readonly Sought[]): Promise<void> {
  await dropHuntValues(clickhouse, hunt)
  for (let from = 0; from < values.length; from += chunkRows) {
    const given = values.slice(from, from + chunkRows).map((value) => ({ hunt, ...value }))
    await clickhouse.client.insert({ table: 'hunt_value', values: given, format: 'JSONEachRow' })
  }
}

export async function dropHuntValues(clickhouse: Clickhouse, hunt: string): Promise<void> {
  const query = 'alter table hunt_value drop partition {hunt:UUID}'
  await clickhouse.client.command({ query, query_params: { hunt } })
}
