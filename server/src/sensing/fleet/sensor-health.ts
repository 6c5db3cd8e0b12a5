/**
 * How a sensor does: what each load told of it, kept as last values and as slow-moving ones, and what is wrong by them.
 * Slow-moving, since one odd batch is no fault and a fault lasts. Times are milliseconds where nothing else is said.
 */
import type { sensorTroubles } from '@varde/contract'

/** What a sensor counted, from its newest EVE event of the type `stats`. Counts are since its start. */
export type Capture = {
  at: number
  uptimeSeconds: number
  packets: number
  drops: number
  /** Segments and sessions that were not followed for want of memory. */
  memcapDrops: number
  rulesLoaded: number
  rulesFailed: number
  /** 0: not told. */
  rulesLoadedAt: number
}

/** What one load told of one sensor. */
export type Measured = {
  events: number
  rejected: number
  /**
   * From event to receipt; null where no line could be read. Below 0 the event is from the future. `low`: five in a
   * hundred are below it.
   */
  lag: { least: number; low: number; median: number; most: number } | null
  /** From receipt to stored, of the line that waited longest. */
  stored: number
  capture: Capture | null
  version: string | null
}

export type HealthTrouble = Exclude<(typeof sensorTroubles)[number], 'silent'>

export type Health = {
  at: number
  /** When counting began. */
  since: number
  loads: number
  lag: { low: number; median: number; most: number } | null
  stored: number
  usual: { low: number; median: number; stored: number }
  /** The slow-moving least lag, and how far from it the least lag of a load usually is. */
  floor: number
  wander: number
  /** A second, slow-moving. */
  rates: { lines: number; rejected: number; packets: number; lost: number }
  capture: Capture | null
  version: string | null
  /** Since when each trouble lasts. */
  troubles: Partial<Record<HealthTrouble, number>>
}

const second = 1000
const minute = 60 * second
/** How slow the slow-moving figures are: of what was a quarter of an hour ago, a third is left. */
const slowness = 15 * minute
/** An event that is older is no late event but one from an archive, and counts as late as this. */
const longestLag = 24 * 60 * minute

const clamped = (milliseconds: number) => Math.min(Math.max(milliseconds, -longestLag), longestLag)

/** `now` is when the load was stored. */
export function nextHealth(before: Health | null, told: Measured, now: number): Health {
  // The clock of this machine was set back: nothing of before can be compared with.
  const old = before !== null && before.at <= now ? before : null
  const fade = old === null ? 0 : Math.exp((old.at - now) / slowness)
  const moved = (was: number | undefined, is: number) => (was === undefined ? is : was * fade + is * (1 - fade))
  const rate = (was: number | undefined, count: number) => (was ?? 0) * fade + count / (slowness / second)
  const { lag } = told
  const lost = lossBetween(old?.capture ?? null, told.capture)
  // What was never measured starts with the first measure.
  const measured = old?.lag == null ? null : old
  const least = lag === null ? null : clamped(lag.least)
  const health: Health = {
    at: now,
    since: old?.since ?? now,
    loads: (old?.loads ?? 0) + 1,
    lag: lag ?? old?.lag ?? null,
    stored: told.stored,
    usual: {
      low: lag === null ? (old?.usual.low ?? 0) : moved(measured?.usual.low, clamped(lag.low)),
      median: lag === null ? (old?.usual.median ?? 0) : moved(measured?.usual.median, clamped(lag.median)),
      stored: moved(old?.usual.stored, clamped(told.stored)),
    },
    floor: least === null ? (old?.floor ?? 0) : moved(measured?.floor, least),
    wander:
      least === null || measured === null ? (old?.wander ?? 0) : moved(old?.wander, Math.abs(least - measured.floor)),
    rates: {
      lines: rate(old?.rates.lines, told.events + told.rejected),
      rejected: rate(old?.rates.rejected, told.rejected),
      packets: rate(old?.rates.packets, lost.packets),
      lost: rate(old?.rates.lost, lost.lost),
    },
    capture: newer(old?.capture ?? null, told.capture),
    version: told.version ?? old?.version ?? null,
    troubles: {},
  }
  for (const trouble of troublesIn(health, now)) health.troubles[trouble] = old?.troubles[trouble] ?? now
  return health
}

/** A batch that is sent again brings old counts again. */
function newer(before: Capture | null, told: Capture | null): Capture | null {
  return told === null || (before !== null && told.at <= before.at) ? before : told
}

/** Packets captured and lost since the sensor last told; nothing the first time, since it may have run for weeks. */
export function lossBetween(before: Capture | null, told: Capture | null): { packets: number; lost: number } {
  if (told === null || before === null || told.at <= before.at) return { packets: 0, lost: 0 }
  const sum = ({ packets, drops, memcapDrops }: Capture) => ({ packets, lost: drops + memcapDrops })
  const [was, is] = [sum(before), sum(told)]
  const restarted = told.uptimeSeconds < before.uptimeSeconds || is.packets < was.packets || is.lost < was.lost
  return restarted ? is : { packets: is.packets - was.packets, lost: is.lost - was.lost }
}

/** NTP keeps within a second. Half a minute puts an event among those of another page load or sign-in. */
const skewAhead = 30 * second
/** Below this an offset cannot be told from a shipper that waits to fill its batch. */
const skewBehind = minute
/** A clock that is behind is so by the same each time; a queue that is behind grows or shrinks. */
const steadyWithin = 5 * second
const steadyLoads = 10

/** How wrong the sensor's clock is: above 0 ahead, below 0 behind, 0 right as far as can be told. */
export function skewOf({ lag, usual, floor, wander, loads, at, since }: Health): number {
  if (lag === null) return 0
  // The last load too, so that a clock that was set right is right at once.
  if (usual.low < -skewAhead && lag.low < -skewAhead) return -lag.low
  const watched = loads >= steadyLoads && at - since >= slowness
  const steady = wander <= steadyWithin && lag.median >= floor - steadyWithin
  return watched && floor > skewBehind && steady ? -floor : 0
}

/** From event to stored as it usually is, without what a wrong clock adds. */
function delayOf(health: Health): number {
  return health.usual.median + Math.min(0, skewOf(health)) + health.usual.stored
}

/** Of 1; what was counted since `health.at` is nothing. */
export function rejectedShare({ rates }: Pick<Health, 'rates'>): number {
  return rates.lines === 0 ? 0 : rates.rejected / rates.lines
}
/** Of 1. Lost packets may or may not be among the captured, by the way of capture; never above 1. */
export function lostShare({ rates }: Pick<Health, 'rates'>): number {
  return rates.lost === 0 ? 0 : Math.min(1, rates.lost / Math.max(rates.packets, rates.lost))
}

/** Lines a second, right from the first minute on. */
export function linesPerSecond({ rates, at, since }: Pick<Health, 'rates' | 'at' | 'since'>, now: number): number {
  const counted = 1 - Math.exp(-Math.max(at - since, minute) / slowness)
  return (rates.lines * faded(at, now)) / counted
}

const faded = (at: number, now: number) => Math.exp(-Math.max(0, now - at) / slowness)

/** Later than this, and what is told at once is old: the target for a warning is a minute. */
const longestDelay = 5 * minute
/** Ordinary capture loses next to nothing; at a hundredth, whole connections go unseen. */
const mostLost = 0.01
const fewestLost = 100
/** A cut line at a file's rotation is ordinary; one line in twenty is a wrong format. */
const mostRejected = 0.05
const fewestRejected = 10

/** Each trouble that what was sent can tell of. The few of a quiet night are no trouble, and what is over fades. */
const judges: Record<HealthTrouble, (health: Health, now: number) => boolean> = {
  dropping: (health, now) => lostShare(health) > mostLost && counted(health.rates.lost, health, now) >= fewestLost,
  rejecting: (health, now) =>
    rejectedShare(health) > mostRejected && counted(health.rates.rejected, health, now) >= fewestRejected,
  lagging: (health) => delayOf(health) > longestDelay,
  skewed: (health) => skewOf(health) !== 0,
}

const counted = (rate: number, { at }: Health, now: number) => (rate * faded(at, now) * slowness) / second

/** The worst first. */
export function troublesIn(health: Health, now: number): HealthTrouble[] {
  return (Object.keys(judges) as HealthTrouble[]).filter((trouble) => judges[trouble](health, now))
}
