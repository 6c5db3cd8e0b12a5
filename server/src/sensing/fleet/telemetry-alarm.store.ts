/** Which troubles of receiving and loading the duty officers have been told of. */
import type { TelemetryTrouble } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'
import type { Found } from './telemetry-trouble.ts'

/** A machine that has not looked for so long is no more. */
const goneMilliseconds = 24 * 3_600_000

/** Notes what was found now. @returns what was not noted before */
export async function raiseTroubles(trx: Db, place: string, found: readonly Found[], now: Date): Promise<Found[]> {
  if (found.length === 0) return []
  const rows = found.map(({ trouble, details }) => ({
    place,
    trouble,
    raised_at: now,
    checked_at: now,
    details: JSON.stringify(details),
  }))
  const raised = await trx
    .insertInto('telemetry_alarm')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['place', 'trouble']).doUpdateSet({
        checked_at: (now) => now.ref('excluded.checked_at'),
        details: (now) => now.ref('excluded.details'),
      }),
    )
    .returning(['trouble', sql<boolean>`xmax = 0`.as('new')])
    .execute()
  return found.filter(({ trouble }) => raised.some((row) => row.new && row.trouble === trouble))
}

/** Forgets what is over at this machine. @returns it */
export async function endTroubles(
  trx: Db,
  place: string,
  over: readonly TelemetryTrouble[],
  now: Date,
): Promise<TelemetryTrouble[]> {
  const gone = new Date(now.getTime() - goneMilliseconds)
  await trx.deleteFrom('telemetry_alarm').where('place', '!=', place).where('checked_at', '<', gone).execute()
  if (over.length === 0) return []
  const ended = await trx
    .deleteFrom('telemetry_alarm')
    .where('place', '=', place)
    .where('trouble', 'in', [...over])
    .returning('trouble')
    .execute()
  return ended.map(({ trouble }) => trouble)
}

export type TelemetryAlarm = { place: string; trouble: TelemetryTrouble; raised_at: Date }

/** What is wrong now; whose scope is not everything sees none of it. */
export async function telemetryAlarms(db: Db, scope: Scope): Promise<TelemetryAlarm[]> {
  if (scope !== 'all') return []
  return db
    .selectFrom('telemetry_alarm')
    .select(['place', 'trouble', 'raised_at'])
    .orderBy('raised_at')
    .orderBy('trouble')
    .execute()
}

/**
 * A sensor that was heard while the clock was ahead is heard now: else it could fall silent, and nobody would be told until
 * the clock is there.
 */
export async function recallFromFuture(trx: Db, now: Date): Promise<void> {
  const ahead = new Date(now.getTime() + 60_000)
  await trx.updateTable('sensor').set({ last_seen_at: now }).where('last_seen_at', '>', ahead).execute()
}
