/**
 * Loads what the spool holds, oldest first, and tries again what failed. While what a group holds is recorded, the next is
 * inserted: an insert writes with one core for a third of its time, and findings wait for the other store.
 */
import { type Clickhouse, rows } from '../../platform/index.ts'
import type { Group } from '../receive/spool.ts'
import { insertGroup, type LoadParts } from './load.ts'

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
/** Groups that are being inserted or recorded, each over a connection of its own; one is held in memory while it is inserted. */
const mostUnderWay = 2

export type Loader = {
  /** Resolves when nothing waits any more. */
  emptied(): Promise<void>
  close(): Promise<void>
}

export function startLoader(parts: LoadParts, patience: Patience = usualPatience): Loader {
  const { spool, reference, metrics } = parts
  const { log, postgres, clickhouse } = parts.platform
  const alone = new Set<string>()
  /** Groups that failed: since when, how often by their own fault, and when they are tried again. */
  const failing = new Map<string, { since: number; tries: number; next: number }>()
  /** Groups that are being loaded. */
  const underWay = new Set<string>()
  const connections = Array.from({ length: mostUnderWay }, () => clickhouse.another())
  const free = [...connections]
  /** The end of what was begun last, which never rejects: groups are recorded in their order. */
  let tail: Promise<void> = Promise.resolve()
  /** When a group was last loaded: the engine takes what can be taken. */
  let lastLoaded = Number.NEGATIVE_INFINITY
  /** While a store is away, nothing is begun before this. */
  let pausedUntil = 0
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
    await tail
    for (const connection of connections) await connection.close()
  }

  /** Begins the load of one group. @returns milliseconds to wait before the next */
  async function step(): Promise<number> {
    // The end of a load wakes.
    const [connection] = free
    if (connection === undefined) return pollMilliseconds
    if (pausedUntil > performance.now()) return pausedUntil - performance.now()
    // A group that failed does not hold up those behind it.
    const idle = underWay.size === 0
    const sealed = await spool.sealed(underWay)
    const due = sealed.find(({ id }) => (failing.get(id)?.next ?? 0) <= performance.now())
    const group = due ?? (await spool.nextGroup(clickhouse.embedded ? Number.POSITIVE_INFINITY : 1, alone))
    if (group) {
      begin(group, connection)
      return 0
    }
    if (underWay.size > 0) return pollMilliseconds
    // What was being loaded while the folder was read is not in what it held, and may have failed since.
    if (idle && sealed.length === 0) for (const resolve of whenEmpty.splice(0)) resolve()
    const next = Math.min(...[...failing.values()].map((one) => one.next - performance.now()), pollMilliseconds)
    return Math.max(next, 1)
  }

  function begin(group: Group, connection: Clickhouse): void {
    const before = tail
    const platform = { ...parts.platform, clickhouse: connection }
    free.splice(free.indexOf(connection), 1)
    const load = async () => {
      const inserted = insertGroup({ ...parts, platform }, group)
      // Its fault is looked at in its turn.
      inserted.catch(() => {})
      await before
      try {
        const record = await inserted
        await record()
        failing.delete(group.id)
        if (group.segments.length > 0) lastLoaded = performance.now()
      } catch (fault) {
        await afterFault(group, fault)
      }
    }
    tail = load()
      .catch((fault) => log.error({ err: fault }, 'the spool cannot be written'))
      .finally(() => {
        underWay.delete(group.id)
        free.push(connection)
        woken = true
        wake()
      })
    underWay.add(group.id)
  }

  async function afterFault(group: Group, fault: unknown): Promise<void> {
    const reachable = await othersWork()
    // A store that is away is not the segment's fault, however often it is tried.
    const before = failing.get(group.id)
    const tries = (before?.tries ?? 0) + (reachable ? 1 : 0)
    const since = before?.since ?? performance.now()
    const pause = Math.min(patience.firstPause * 2 ** Math.min(tries, 20), patience.longestPause)
    failing.set(group.id, { since, tries, next: performance.now() + pause })
    if (!reachable) pausedUntil = performance.now() + pause
    const { id, segments } = group
    log.warn({ err: fault, group: id, segments: segments.length, tries, reachable }, 'a load failed and is tried again')
    const [only] = segments
    if (segments.length > 1 && tries >= patience.triesTogether) {
      for (const segment of segments) alone.add(segment.id)
      failing.delete(id)
      await spool.dissolve(group)
      // Only where another was loaded meanwhile is it the segment's fault and not the engine's.
    } else if (segments.length === 1 && tries >= patience.triesAlone && lastLoaded > since) {
      failing.delete(id)
      const path = await spool.setAside(group)
      metrics.failed.inc()
      log.error(
        { err: fault, path, lines: only?.lines, sensor: only?.sensor },
        'a segment could not be loaded and was set aside: mend the cause, then move its file to the spool’s folder ready',
      )
    }
  }

  /** Whether all that a load needs is in order, but for the segment itself. */
  async function othersWork(): Promise<boolean> {
    try {
      await postgres.pool.query('select 1')
      await rows(clickhouse, 'select 1')
      await reference.ready()
      return (await spool.fault()) === null
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
