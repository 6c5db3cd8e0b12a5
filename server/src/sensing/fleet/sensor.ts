/** How a sensor is doing, from what it last sent. */
import type { sensorStates, sensorTroubles } from '@varde/contract'
import { type Health, troublesIn } from './sensor-health.ts'

export type SensorState = (typeof sensorStates)[number]
export type SensorTrouble = (typeof sensorTroubles)[number]

/** A sensor that has sent before and sends nothing for this long is silent. */
const silentAfterMilliseconds = 3_600_000

/** Before this moment: silent. */
export function silentBefore(now: Date): Date {
  return new Date(now.getTime() - silentAfterMilliseconds)
}

type Standing = { revoked_at: Date | null; last_seen_at: Date | null; health: Health | null }

/** What is wrong, the worst first: blind, blind in part, not understood, late, wrongly dated. */
export function troublesOf({ revoked_at, last_seen_at, health }: Standing, now: Date): SensorTrouble[] {
  if (revoked_at !== null || last_seen_at === null) return []
  // What it last told is of no help now.
  if (last_seen_at < silentBefore(now)) return ['silent']
  return health === null ? [] : troublesIn(health, now.getTime())
}

export function stateOf(sensor: Standing, now: Date): SensorState {
  if (sensor.revoked_at !== null) return 'revoked'
  if (sensor.last_seen_at === null) return 'waiting'
  return troublesOf(sensor, now)[0] ?? 'ok'
}

/** Since when a sensor is in its trouble. */
export function troubledSince(sensor: Standing, trouble: SensorTrouble, now: Date): Date {
  if (trouble === 'silent') return sensor.last_seen_at ?? now
  return new Date(sensor.health?.troubles[trouble] ?? now.getTime())
}
