/** How a sensor is doing, from what it last sent. */
import type { sensorStates } from '@varde/contract'

export type SensorState = (typeof sensorStates)[number]

/** A sensor that has sent before and sends nothing for this long is silent. */
const silentAfterMilliseconds = 3_600_000

/** Before this moment: silent. */
export function silentBefore(now: Date): Date {
  return new Date(now.getTime() - silentAfterMilliseconds)
}

export function stateOf(sensor: { revoked_at: Date | null; last_seen_at: Date | null }, now: Date): SensorState {
  if (sensor.revoked_at !== null) return 'revoked'
  if (sensor.last_seen_at === null) return 'waiting'
  return sensor.last_seen_at < silentBefore(now) ? 'silent' : 'ok'
}
