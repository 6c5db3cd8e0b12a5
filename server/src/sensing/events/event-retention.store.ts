/** Removes old telemetry, by the day of receipt: a day of which nothing is held is dropped whole, as one partition. */
import { sql } from 'kysely'
import type { Holding, Removed, Removers } from '../../access/index.ts'
import { type Clickhouse, type Db, rows } from '../../platform/index.ts'
import { removeHunts } from '../hunt/hunt.store.ts'
import { removeLookBacks } from '../hunt/look-back.store.ts'
import { forgetMarksOfRejected } from '../load/loaded-marks.store.ts'

export function sensingRemovers(clickhouse: Clickhouse, db: Db): Pick<Removers, 'events' | 'rejected_lines'> {
  return {
    events: async (before, holding) => {
      const removed = await removeEvents(clickhouse, 'event', before, holding)
      await removeEvents(clickhouse, 'found_later', before, holding)
      await removeHunts(db, before, holding)
      await removeLookBacks(db, before)
      return removed
    },
    rejected_lines: async (before, holding) => {
      const held = await sensorsOfMembers(db, holding.members)
      const removed = await removeRejectedLines(clickhouse, before, holding, held)
      if (!holding.all) await forgetMarksOfRejected(db, before, held)
      return removed
    },
  }
}

/** An event is a member's where it is attributed to it, also as the other side, or where one of its findings is the member's. */
export const ofMembers = `(has({members:Array(String)}, toString(member)) or has({members:Array(String)}, toString(other_member))
  or arrayExists(m -> has({members:Array(String)}, toString(m)), hit_members))`

/** What look-backs found goes with the events it was found in. */
function removeEvents(
  clickhouse: Clickhouse,
  table: 'event' | 'found_later',
  before: Date,
  { all, members }: Holding,
): Promise<Removed> {
  return removeDays(clickhouse, table, before, all ? 'true' : ofMembers, { members })
}

function removeRejectedLines(
  clickhouse: Clickhouse,
  before: Date,
  { all }: Holding,
  sensors: readonly string[],
): Promise<Removed> {
  const kept = all ? 'true' : 'has({sensors:Array(UUID)}, sensor)'
  return removeDays(clickhouse, 'rejected_line', before, kept, { sensors })
}

/**
 * @param kept a condition on rows: what a hold keeps
 * @returns rows; a line that was sent again counts as often as it is stored
 */
async function removeDays(
  clickhouse: Clickhouse,
  table: 'event' | 'found_later' | 'rejected_line',
  before: Date,
  kept: string,
  parameters: Record<string, unknown>,
): Promise<Removed> {
  const days = await rows<{ day: string; lines: string; held: string }>(
    clickhouse,
    `select toString(toYYYYMMDD(received_at)) as day, toString(count()) as lines, toString(countIf(${kept})) as held
    from ${table} where received_at < fromUnixTimestamp64Milli({before:Int64}, 'UTC') group by day order by day`,
    { ...parameters, before: before.getTime() },
  )
  const total = { removed: 0, held: 0 }
  for (const { day, ...counted } of days) {
    const [lines, held] = [Number(counted.lines), Number(counted.held)]
    if (held === 0) {
      await clickhouse.change(`alter table ${table} drop partition {day:String}`, { day })
    } else if (held < lines) {
      // Written into the statement: see load-statement.ts on settings. 2: it is done when the command returns.
      await clickhouse.change(
        `alter table ${table} delete in partition {day:String} where not (${kept}) settings mutations_sync = 2`,
        { ...parameters, day },
      )
    }
    total.removed += lines - held
    total.held += held
  }
  return total
}

async function sensorsOfMembers(db: Db, members: readonly string[]): Promise<string[]> {
  const { rows: found } = await sql<{ id: string }>`
    select id from sensor where orgnr = any(${[...members]}::text[]) order by id`.execute(db)
  return found.map(({ id }) => id)
}
