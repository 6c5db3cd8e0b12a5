/**
 * The heartbeat: an event that a receiving process sends to its own port at set times and that must be found again in the
 * telemetry store. It goes every sensor's way (port, TLS, gate, spool, loader, search), so that what is broken anywhere on
 * it is told within minutes, also in a night when no sensor would send anything. Values in, values out.
 */
import type { heartbeatStates } from '@varde/contract'

/** The one sensor that is no member's. Its events are nobody's, and are left out of every search and count. */
export const heartbeatSensor = '00000000-0000-4000-8000-000000000001'

export type HeartbeatState = (typeof heartbeatStates)[number]

/** What is known of one receiving process's heartbeat. */
export type Heartbeat = {
  /** The machine's name and the port. */
  receiver: string
  every_seconds: number
  /** When it last sent one, or started. */
  seen_at: Date
  /** When the oldest was sent that is out since the last that came back. */
  waiting_since: Date | null
  /** What sending the newest met, where it was not taken. */
  fault: string | null
  back_sent_at: Date | null
  back_seconds: number | null
}

/** A warning is to be out within a minute; twice that is no chance delay. */
const patienceMilliseconds = 120_000
/** A receiver that has said nothing for so long has been taken out of use without a word. */
export const goneMilliseconds = 24 * 3_600_000

/** `late`: what was sent has not come back. `stopped`: nothing is sent any more. */
export function heartbeatState({ every_seconds, seen_at, waiting_since }: Heartbeat, now: Date): HeartbeatState {
  const since = (time: Date) => now.getTime() - time.getTime()
  if (since(seen_at) > every_seconds * 1000 + patienceMilliseconds) return 'stopped'
  return waiting_since !== null && since(waiting_since) > patienceMilliseconds ? 'late' : 'ok'
}

/** Since when events have not come through; null while they do. */
export function heartbeatLostSince(heartbeat: Heartbeat, now: Date): Date | null {
  const state = heartbeatState(heartbeat, now)
  if (state === 'ok') return null
  return heartbeat.waiting_since ?? heartbeat.seen_at
}

const order: Record<HeartbeatState, number> = { stopped: 0, late: 1, ok: 2 }

/** The receiver that fares worst; null where none sends any. */
export function worstHeartbeat<T extends Heartbeat>(heartbeats: readonly T[], now: Date): T | null {
  const rank = (one: T) => order[heartbeatState(one, now)]
  // Of those that are well the one whose last is the longest ago.
  const age = (one: T) => one.back_sent_at?.getTime() ?? 0
  return heartbeats.toSorted((a, b) => rank(a) - rank(b) || age(a) - age(b))[0] ?? null
}

/** One sent: `mark` is the number that it is found again by. */
export type Beat = { mark: number; sentAt: Date }

/** As an EVE line: without addresses and names there is nothing in it to attribute or match. */
export function beatLine({ mark, sentAt }: Beat): string {
  return `${JSON.stringify({ timestamp: sentAt.toISOString(), event_type: 'heartbeat', flow_id: mark })}\n`
}
