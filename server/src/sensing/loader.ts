/**
 * Loads what the spool holds: one group of segments at a time, oldest first.
 *
 * Each step can be done again after a crash: the inserts do nothing under a token they have seen, and the findings are
 * recorded in the transaction that marks the segments loaded.
 */
import { type Platform, publish, rows } from '../platform/index.ts'
import { forgetSegments } from './event-erasure.store.ts'
import { findingsOf } from './finding.store.ts'
import type { RecordFindings } from './finding.ts'
import {
  alreadyLoaded,
  countLines,
  eventsBySegment,
  insertEvents,
  insertRejected,
  markLoaded,
  type Outcome,
  ownersOf,
  rejectedBySegment,
} from './load.store.ts'
import { duringLoad } from './load-turns.store.ts'
import type { Reference } from './reference.ts'
import { recordHealth, toldBy } from './sensor-health.store.ts'
import type { Group, Spool } from './spool.ts'
import type { TelemetryMetrics } from './telemetry.metrics.ts'

type LoadParts = {
  platform: Pick<Platform, 'postgres' | 'clickhouse' | 'clock' | 'log'>
  spool: Spool
  reference: Reference
  recordFindings: RecordFindings
  metrics: TelemetryMetrics
}

/** Loads one group and removes it from the spool. */
export async function loadGroup(
  { platform: { postgres, clickhouse, clock }, spool, reference, recordFindings, metrics }: LoadParts,
  sealed: Group,
): Promise<void> {
  // Left by a process that ended between removing the last file and the folder.
  if (sealed.segments.length === 0) return spool.remove(sealed)
  const done = await alreadyLoaded(postgres.db, sealed.segments)
  const waiting = sealed.segments.filter(({ id }) => !done.has(id))
  const { owners, erased } = await ownersOf(postgres.db, [...new Set(waiting.map(({ sensor }) => sensor))])
  const forgotten = waiting.filter(({ sensor }) => erased.has(sensor))
  // Its lines may have been inserted just before the member was erased.
  await forgetSegments(
    clickhouse,
    forgotten.map(({ id }) => id),
  )
  const segments = waiting.filter((segment) => !forgotten.includes(segment))
  const over = sealed.segments.filter((segment) => !segments.includes(segment))
  if (over.length > 0) await spool.remove(sealed, over)
  if (segments.length === 0) return
  const group = { ...sealed, segments }
  const end = metrics.seconds.startTimer()

  await reference.sync()
  await duringLoad(postgres.pool, () => insertEvents(clickhouse, group, owners))
  const outcomes = await outcomesOf()
  const findings = await findingsOf(clickhouse, segments)
  const told = await toldBy(clickhouse, segments)
  const receivedAt = new Date(Math.min(...segments.map((segment) => segment.receivedAt.getTime())))
  await postgres.db.transaction().execute(async (trx) => {
    if (!(await markLoaded(trx, outcomes))) return
    await countLines(trx, outcomes)
    await recordHealth(trx, outcomes, told, clock())
    if (findings.length > 0) await recordFindings(trx, findings, receivedAt)
    await publish(trx, 'sensors', [...owners.keys()])
  })
  await spool.remove(group)
  const rejected = outcomes.reduce((sum, one) => sum + one.rejected, 0)
  metrics.rejected.inc(rejected)
  metrics.loaded.inc(segments.reduce((sum, { lines }) => sum + lines, 0) - rejected)
  end()

  /** Fewer events than lines: some were unreadable, or repeated; only then are the lines read once more. */
  async function outcomesOf(): Promise<Outcome[]> {
    const counts = new Map((await eventsBySegment(clickhouse, segments)).map((count) => [count.segment, count]))
    const short = segments.some(({ id, lines }) => (counts.get(id)?.events ?? 0) < lines)
    if (short) await insertRejected(clickhouse, group)
    const rejected = short ? await rejectedBySegment(clickhouse, segments) : new Map<string, number>()
    return segments.map((segment) => ({
      segment,
      rejected: rejected.get(segment.id) ?? 0,
      lastEvent: counts.get(segment.id)?.lastEvent ?? null,
    }))
  }
}

/** How often and how soon a failed load is tried again. */
export type Patience = {
  /** Tries of a group before its segments go one by one, and of such a segment before it is set aside. */
  triesTogether: number
  triesAlone: number
  /** Milliseconds; each pause is twice the one before, up to the longest. */
  firstPause: number
  longestPause: number
}

const usualPatience: Patience = { triesTogether: 3, triesAlone: 10, firstPause: 1000, longestPause: 60_000 }
/** In case a file was put into the spool by hand. */
const pollMilliseconds = 5_000

export type Loader = {
  /** Resolves when nothing waits any more. */
  emptied(): Promise<void>
  close(): Promise<void>
}

export function startLoader(parts: LoadParts, patience: Patience = usualPatience): Loader {
  const { spool, reference, metrics } = parts
  const { log, postgres, clickhouse } = parts.platform
  const alone = new Set<string>()
  /** Groups that failed: how often by their own fault, and when they are tried again. */
  const failing = new Map<string, { tries: number; next: number }>()
  let closing = false
  let wake: () => void = () => {}
  let woken = false
  let whenEmpty: (() => void)[] = []
  spool.onReady(() => {
    woken = true
    wake()
  })
  const running = run()

  async function run(): Promise<void> {
    while (!closing) {
      woken = false
      const pause = await step().catch((fault) => {
        log.error({ err: fault }, 'the spool cannot be read')
        return pollMilliseconds
      })
      if (pause > 0 && !woken && !closing) await sleep(pause)
    }
  }

  /** Loads one group. @returns milliseconds to wait before the next */
  async function step(): Promise<number> {
    // A group that failed does not hold up those behind it.
    const sealed = await spool.sealed()
    const due = sealed.find(({ id }) => (failing.get(id)?.next ?? 0) <= performance.now())
    const group = due ?? (await spool.nextGroup(clickhouse.embedded ? Number.POSITIVE_INFINITY : 1, alone))
    if (!group) {
      if (sealed.length === 0) for (const resolve of whenEmpty.splice(0)) resolve()
      const next = Math.min(...[...failing.values()].map((one) => one.next - performance.now()), pollMilliseconds)
      return Math.max(next, 1)
    }
    try {
      await loadGroup(parts, group)
      failing.delete(group.id)
      return 0
    } catch (fault) {
      return afterFault(group, fault)
    }
  }

  async function afterFault(group: Group, fault: unknown): Promise<number> {
    const reachable = await othersWork()
    // A store that is away is not the segment's fault, however often it is tried.
    const tries = (failing.get(group.id)?.tries ?? 0) + (reachable ? 1 : 0)
    const pause = Math.min(patience.firstPause * 2 ** Math.min(tries, 20), patience.longestPause)
    failing.set(group.id, { tries, next: performance.now() + pause })
    const { id, segments } = group
    log.warn({ err: fault, group: id, segments: segments.length, tries, reachable }, 'a load failed and is tried again')
    const [only] = segments
    if (segments.length > 1 && tries >= patience.triesTogether) {
      for (const segment of segments) alone.add(segment.id)
      failing.delete(id)
      await spool.dissolve(group)
    } else if (segments.length === 1 && tries >= patience.triesAlone) {
      failing.delete(id)
      const path = await spool.setAside(group)
      metrics.failed.inc()
      log.error(
        { err: fault, path, lines: only?.lines, sensor: only?.sensor },
        'a segment could not be loaded and was set aside: mend the cause, then move its file to the spool’s folder ready',
      )
    }
    return reachable ? 0 : pause
  }

  /** Whether all that a load needs is in order, but for the segment itself. */
  async function othersWork(): Promise<boolean> {
    try {
      await postgres.pool.query('select 1')
      await rows(clickhouse, 'select 1')
      await reference.sync()
      return true
    } catch {
      return false
    }
  }

  async function sleep(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    wake = () => {}
  }

  return {
    async emptied() {
      const empty = new Promise<void>((resolve) => whenEmpty.push(resolve))
      woken = true
      wake()
      await empty
    },
    async close() {
      closing = true
      wake()
      await running
      whenEmpty = []
    },
  }
}
