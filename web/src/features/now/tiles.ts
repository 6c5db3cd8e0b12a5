/** The numbered tiles of the front page: figure, where it leads, and when it is alarming. Pure. */
import type { Now } from '../../api/types.ts'

export type TileId =
  | 'queue'
  | 'queue_critical'
  | 'need_help'
  | 'overdue'
  | 'unanswered'
  | 'undelivered'
  | 'newly_exploited'
  | 'troubled_sensors'
  | 'failures'
  | 'active_indicators'

export type Tone = 'calm' | 'watch' | 'alarm'

type Target =
  | { to: '/triage'; search: { severity?: 'critical' } }
  | { to: '/warnings'; search: { view?: 'list'; only?: 'open' } }
  | { to: '/vulnerabilities'; search: { exploitation?: 'active'; affected?: 'yes'; since?: 'week' } }
  | { to: '/sensors'; search: { state?: 'troubled' } }
  | { to: '/now'; hash: 'failures' }
  | null

/** How one above zero weighs: someone waits for us (alarm), someone is late (watch), or it is ordinary work (calm). */
const weight: Record<TileId, Tone> = {
  queue: 'calm',
  queue_critical: 'alarm',
  need_help: 'alarm',
  overdue: 'watch',
  unanswered: 'calm',
  undelivered: 'watch',
  newly_exploited: 'watch',
  troubled_sensors: 'watch',
  failures: 'watch',
  active_indicators: 'calm',
}

const targets: Record<TileId, Target> = {
  queue: { to: '/triage', search: {} },
  queue_critical: { to: '/triage', search: { severity: 'critical' } },
  need_help: { to: '/warnings', search: {} },
  overdue: { to: '/warnings', search: {} },
  unanswered: { to: '/warnings', search: { view: 'list', only: 'open' } },
  undelivered: { to: '/warnings', search: {} },
  newly_exploited: { to: '/vulnerabilities', search: { exploitation: 'active', affected: 'yes', since: 'week' } },
  troubled_sensors: { to: '/sensors', search: { state: 'troubled' } },
  failures: { to: '/now', hash: 'failures' },
  active_indicators: null,
}

const order: readonly TileId[] = [
  'need_help',
  'queue_critical',
  'queue',
  'overdue',
  'unanswered',
  'undelivered',
  'newly_exploited',
  'troubled_sensors',
  'failures',
  'active_indicators',
]

export type Tile = {
  id: TileId
  digit: number
  value: number
  tone: Tone
  target: Target
  /** The gravest of what is counted, where that says more than the count. */
  worst: Now['worst_trouble']
}

export function tiles(now: Now): Tile[] {
  return order.map((id, index) => ({
    id,
    digit: index + 1,
    value: now[id],
    tone: now[id] > 0 ? weight[id] : 'calm',
    target: targets[id],
    worst: id === 'troubled_sensors' ? now.worst_trouble : null,
  }))
}
