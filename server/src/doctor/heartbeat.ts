/** Whether what receiving servers sent to themselves has come back. */
import type pg from 'pg'
import type { Config } from '../config.ts'
import { type Heartbeat, heartbeatLostSince, heartbeatState } from '../sensing/index.ts'
import { type Check, fault, ok, warn } from './check.ts'

const name = 'heartbeat'

/** One line for each receiving server. Wants a database that is migrated. */
export async function checkHeartbeat(
  pool: pg.Pool,
  { heartbeatMinutes }: Pick<Config, 'heartbeatMinutes'>,
  now: Date,
): Promise<Check[]> {
  const { rows } = await pool.query<Heartbeat>('select * from heartbeat order by receiver')
  if (rows.length > 0) return rows.map((one) => checkOne(one, now))
  if (heartbeatMinutes === 0) return [warn(name, 'none is sent', 'Set VARDE_HEARTBEAT_MINUTES, e.g. to 5.')]
  return [ok(name, 'none is sent, since no server receives now')]
}

function checkOne(heartbeat: Heartbeat, now: Date): Check {
  const { receiver, back_sent_at, back_seconds, fault: met } = heartbeat
  const since = heartbeatLostSince(heartbeat, now)
  if (since === null) {
    if (back_sent_at === null || back_seconds === null) return ok(name, `${receiver} has just begun`)
    const when = back_sent_at.toISOString()
    return ok(name, `that of ${when} came back to ${receiver} in ${back_seconds.toFixed(1)} s`)
  }
  if (heartbeatState(heartbeat, now) === 'stopped') {
    const mend = 'Start that server. If it has been taken out of use, this goes away within a day.'
    return fault(name, `${receiver} has sent none since ${since.toISOString()}`, mend)
  }
  const refused = met === null ? '' : ` (${met})`
  const mend = 'Look in that server’s log for what could not be received, loaded or found; what was received is kept.'
  return fault(name, `none has come back to ${receiver} since ${since.toISOString()}${refused}`, mend)
}
