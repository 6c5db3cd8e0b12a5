/** Erases a member from the telemetry store. */
import { type Clickhouse, rows } from '../../platform/index.ts'
import { ofMembers } from './event-retention.store.ts'

export type Erased = { events: number; rejected_lines: number }
export type Erasing = {
  orgnr: string
  sensors: readonly string[]
  /** Members of whom everything is on hold. */
  held: readonly string[]
  /** What was received later is not the erased member's, but that of one that took its number anew. */
  until: Date
}

/**
 * Removes every event that is the member's or that its sensors sent, and their unreadable lines. An event between the
 * member and another goes for both, unless a hold keeps the other's. Done again it finds nothing more.
 */
export async function eraseEvents(clickhouse: Clickhouse, { orgnr, sensors, held, until }: Erasing): Promise<Erased> {
  const own = `(member = {orgnr:String} or other_member = {orgnr:String} or has(hit_members, {orgnr:String})
    or has({sensors:Array(UUID)}, sensor)) and not ${ofMembers}
    and received_at <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')`
  const bySensor = 'has({sensors:Array(UUID)}, sensor)'
  const parameters = { orgnr, sensors, members: held, until: until.getTime() }
  await remove(clickhouse, 'found_later', own, parameters)
  return {
    events: await remove(clickhouse, 'event', own, parameters),
    rejected_lines: await remove(clickhouse, 'rejected_line', bySensor, { sensors }),
  }
}

/** Removes what a load of these segments brought, as if it had not been. */
export async function forgetSegments(clickhouse: Clickhouse, segments: readonly string[]): Promise<void> {
  if (segments.length === 0) return
  const condition = 'has({segments:Array(UUID)}, segment)'
  await remove(clickhouse, 'event', condition, { segments })
  await remove(clickhouse, 'rejected_line', condition, { segments })
}

async function remove(
  clickhouse: Clickhouse,
  table: 'event' | 'found_later' | 'rejected_line',
  condition: string,
  query_params: Record<string, unknown>,
): Promise<number> {
  const [counted] = await rows<{ lines: string }>(
    clickhouse,
    `select toString(count()) as lines from ${table} where ${condition}`,
    query_params,
  )
  const lines = Number(counted?.lines ?? 0)
  if (lines > 0) {
    // Written into the statement: see load-statement.ts on settings. 2: it is done when the command returns.
    await clickhouse.change(`alter table ${table} delete where ${condition} settings mutations_sync = 2`, query_params)
  }
  return lines
}
