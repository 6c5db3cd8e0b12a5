/** Order, counts and troubles of the fleet. Pure. */
import type { Sensor } from '../../api/types.ts'
import { sensorStates } from './sensors.search.ts'

type State = Sensor['state']

export function fleetOrder(sensors: readonly Sensor[]): Sensor[] {
  return [...sensors].sort(
    (a, b) =>
      sensorStates.indexOf(a.state) - sensorStates.indexOf(b.state) ||
      a.member_name.localeCompare(b.member_name, 'nb') ||
      a.name.localeCompare(b.name, 'nb'),
  )
}

export function fleetCounts(sensors: readonly Pick<Sensor, 'state'>[]): Record<State, number> {
  const counts = Object.fromEntries(sensorStates.map((state) => [state, 0])) as Record<State, number>
  for (const sensor of sensors) counts[sensor.state] += 1
  return counts
}

/** The fleet by state, the worst first; states that no sensor is in are left out. Takes them in the fleet's order. */
export function fleetGroups<T extends Pick<Sensor, 'state'>>(sensors: readonly T[]): { state: State; sensors: T[] }[] {
  return sensorStates
    .map((state) => ({ state, sensors: sensors.filter((sensor) => sensor.state === state) }))
    .filter((group) => group.sensors.length > 0)
}

export type TroubleNote =
  | { kind: 'dropping' | 'rejecting'; share: number }
  | { kind: 'lagging' | 'ahead' | 'behind'; seconds: number }

/** What is wrong in figures, the worst first. Of silence, the time it was last heard tells. */
export function troubleNotes({ troubles, health }: Pick<Sensor, 'troubles' | 'health'>): TroubleNote[] {
  if (health === null) return []
  const { capture, rejected_share, usual_lag_seconds, usual_stored_seconds, skew_seconds } = health
  const note = (trouble: Sensor['troubles'][number]): TroubleNote | null => {
    switch (trouble) {
      case 'silent':
        return null
      case 'dropping':
        return { kind: 'dropping', share: capture?.lost_share ?? 0 }
      case 'rejecting':
        return { kind: 'rejecting', share: rejected_share }
      case 'lagging':
        return {
          kind: 'lagging',
          seconds: (usual_lag_seconds ?? 0) + usual_stored_seconds + Math.min(0, skew_seconds),
        }
      case 'skewed':
        return { kind: skew_seconds > 0 ? 'ahead' : 'behind', seconds: Math.abs(skew_seconds) }
    }
  }
  return troubles.map(note).filter((one) => one !== null)
}

/** @param wanted a state, `troubled` for any trouble; left out: all */
export function inState(
  { state, troubles }: Pick<Sensor, 'state' | 'troubles'>,
  wanted: State | 'troubled' | undefined,
) {
  if (wanted === 'troubled') return troubles.length > 0
  return wanted === undefined || state === wanted
}

export function matches(sensor: Pick<Sensor, 'name' | 'member_name'>, q: string | undefined): boolean {
  if (!q) return true
  const wanted = q.toLowerCase()
  return sensor.name.toLowerCase().includes(wanted) || sensor.member_name.toLowerCase().includes(wanted)
}
