/** Order, counts and clocks of the fleet. Pure. */
import type { Sensor } from '../../api/types.ts'

type State = Sensor['state']

/** Blind ones first: they are why the page is opened. */
const weight: Record<State, number> = { silent: 0, waiting: 1, ok: 2, revoked: 3 }

export function fleetOrder(sensors: readonly Sensor[]): Sensor[] {
  return [...sensors].sort(
    (a, b) =>
      weight[a.state] - weight[b.state] ||
      a.member_name.localeCompare(b.member_name, 'nb') ||
      a.name.localeCompare(b.name, 'nb'),
  )
}

export function fleetCounts(sensors: readonly Sensor[]): Record<State, number> {
  const counts: Record<State, number> = { silent: 0, waiting: 0, ok: 0, revoked: 0 }
  for (const sensor of sensors) counts[sensor.state] += 1
  return counts
}

/** Under five minutes between an event and its arrival is ordinary batching. */
const ordinarySeconds = 300

export type Clock = { kind: 'unknown' | 'ordinary' } | { kind: 'behind' | 'ahead'; seconds: number }

/** Newest event against arrival: far behind is lag, ahead is a sensor whose clock runs fast. */
export function clockOf(sensor: Pick<Sensor, 'last_seen_at' | 'last_event_at'>): Clock {
  if (sensor.last_seen_at === null || sensor.last_event_at === null) return { kind: 'unknown' }
  const seconds = (Date.parse(sensor.last_seen_at) - Date.parse(sensor.last_event_at)) / 1_000
  if (Math.abs(seconds) < ordinarySeconds) return { kind: 'ordinary' }
  return seconds > 0 ? { kind: 'behind', seconds } : { kind: 'ahead', seconds: -seconds }
}

export function matches(sensor: Pick<Sensor, 'name' | 'member_name'>, q: string | undefined): boolean {
  if (!q) return true
  const wanted = q.toLowerCase()
  return sensor.name.toLowerCase().includes(wanted) || sensor.member_name.toLowerCase().includes(wanted)
}
