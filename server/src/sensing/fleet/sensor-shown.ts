/** How a sensor does, as the API shows it: in seconds. */
import type { SensorHealth } from '@varde/contract'
import { type Health, linesPerSecond, lostShare, rejectedShare, skewOf } from './sensor-health.ts'

const seconds = (milliseconds: number) => Math.round(milliseconds) / 1000
const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

export function shownHealth(health: Health | null, now: Date): SensorHealth | null {
  if (health === null) return null
  const { at, lag, stored, usual, version, capture } = health
  return {
    as_of: iso(at),
    lag_seconds: lag && seconds(lag.median),
    longest_lag_seconds: lag && seconds(lag.most),
    usual_lag_seconds: lag && seconds(usual.median),
    stored_seconds: seconds(stored),
    usual_stored_seconds: seconds(usual.stored),
    skew_seconds: seconds(skewOf(health)),
    lines_per_second: linesPerSecond(health, now.getTime()),
    rejected_share: rejectedShare(health),
    version,
    capture: capture && {
      as_of: iso(capture.at),
      uptime_seconds: capture.uptimeSeconds,
      packets: capture.packets,
      drops: capture.drops,
      memcap_drops: capture.memcapDrops,
      lost_share: lostShare(health),
      rules_loaded: capture.rulesLoaded,
      rules_failed: capture.rulesFailed,
      rules_loaded_at: capture.rulesLoadedAt === 0 ? null : iso(capture.rulesLoadedAt),
    },
  }
}
