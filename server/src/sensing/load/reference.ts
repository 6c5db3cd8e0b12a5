/**
 * Keeps the engine's copies at the newest version, also as indicators end. Loading waits for members' networks, which say whose
 * an event is, and for the first copy of the indicators after a start; it never waits for the indicators to be renewed: what
 * came in meanwhile is looked back for, and what was retracted or has ended is left out where findings are recorded.
 */
import { performance } from 'node:perf_hooks'
import type { Platform } from '../../platform/index.ts'
import { noteCopied } from '../hunt/look-back.store.ts'
import { weighIfChanged } from '../indicators/allow-weigh.store.ts'
import { type CopiedPart, copyReference, type ReferencePart, referenceVersions } from './reference.store.ts'

/** The channel that PostgreSQL's triggers notify; see the migration of `reference_version`. */
export const referenceChannel = 'varde_reference'

/** The version of the indicators that the engine matches against, and since when: events loaded from then on met them. */
export type CopiedIndicators = { version: number; at: Date }

export type Reference = {
  /** Resolves once events can be loaded: attributed by the newest networks, and matched against a copy of the indicators. */
  ready(): Promise<void>
  /** Resolves once the engine holds what PostgreSQL held when this was called. */
  sync(): Promise<void>
  /** Null before the first copy of this process. */
  copied(): CopiedIndicators | null
  /** Resolves once the engine matches against this version of the indicators, or a later one. */
  indicatorsAt(version: number): Promise<CopiedIndicators>
  /** Begins no further copy; `idle` then ends the connection too. */
  close(): void
  /** Resolves when no copy is under way. */
  idle(): Promise<void>
}

const everyMilliseconds = 60_000
/**
 * Pauses after a copy, as multiples of what it took: a burst of changes takes half of the time at most, and indicators that
 * end one after another, which nothing depends on, a twentieth.
 */
const pauses = { changed: 1, ended: 20 }

type Part = CopiedPart & { at: Date }

export function openReference({
  postgres: { db, pool },
  clickhouse,
  channels,
  clock,
  config,
  log,
}: Pick<Platform, 'postgres' | 'clickhouse' | 'channels' | 'clock' | 'config' | 'log'>): Reference {
  // So that a copy holds up no load.
  const own = clickhouse.another()
  const stores = { pool, clickhouse: own, folder: config.data }
  let closed = false

  function follow(part: ReferencePart) {
    let copied: Part | null = null
    let last = { end: 0, took: 0 }

    /** Nothing is known of what the engine held before this process, so the first time all is copied. */
    async function stale(): Promise<keyof typeof pauses | null> {
      if (copied === null || (await referenceVersions(pool))[part] !== copied.version) return 'changed'
      return copied.nextExpiry !== null && copied.nextExpiry <= clock() ? 'ended' : null
    }

    async function renew(): Promise<void> {
      if (part === 'indicators') await weighIfChanged(db, log)
      if ((await stale()) === null) return
      const start = performance.now()
      try {
        const fresh = await copyReference(stores, part, clock())
        copied = { ...fresh, at: clock() }
        await noteCopied(pool, { [part]: fresh.version })
      } finally {
        last = { end: performance.now(), took: performance.now() - start }
      }
      log.info({ what: part, seconds: last.took / 1000 }, 'what events are matched against is new')
    }

    const sync = oneAtATime(renew)
    let timer: NodeJS.Timeout | null = null
    /** Unless one is about to begin: a burst of changes is one copy. */
    function soon(): void {
      if (timer !== null) return
      timer = setTimeout(
        () => {
          timer = null
          sync.run().catch((fault) => log.error({ err: fault }, 'what events are matched against could not be renewed'))
        },
        Math.max(0, last.end + last.took * pauses.changed - performance.now()),
      ).unref()
    }
    async function soonIfEnded(): Promise<void> {
      const why = await stale()
      if (why === 'changed' || (why === 'ended' && performance.now() > last.end + last.took * pauses.ended)) soon()
    }
    return {
      ...sync,
      soon,
      soonIfEnded,
      copied: () => copied,
      stop: () => {
        if (timer !== null) clearTimeout(timer)
      },
    }
  }

  const networks = follow('networks')
  const indicators = follow('indicators')
  const stop = channels.on(referenceChannel, (payload) => {
    if (payload === null || payload === 'networks') networks.soon()
    // `weighed` follows from `allowed`, and changes nothing by itself.
    if (payload !== 'networks') indicators.soon()
  })
  const timer = setInterval(() => {
    networks.soon()
    indicators.soonIfEnded().catch((fault) => log.error({ err: fault }, 'the indicators’ version could not be read'))
  }, everyMilliseconds).unref()

  return {
    async ready() {
      await Promise.all([networks.run(), indicators.copied() === null ? indicators.run() : null])
    },
    async sync() {
      await Promise.all([networks.run(), indicators.run()])
    },
    copied: indicators.copied,
    async indicatorsAt(version) {
      for (;;) {
        const copied = indicators.copied()
        if (copied !== null && copied.version >= version) return copied
        await indicators.run()
      }
    },
    idle: async () => {
      await Promise.all([networks.idle(), indicators.idle()])
      if (closed) await own.close()
    },
    close() {
      closed = true
      stop()
      clearInterval(timer)
      networks.stop()
      indicators.stop()
    },
  }
}

/** Runs one after another: who asks while it runs gets the next run, all of them the same one. A fault does not stop the next. */
function oneAtATime(work: () => Promise<void>) {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  function begin(): Promise<void> {
    next = null
    const mine = work().finally(() => {
      if (running === mine) running = null
    })
    running = mine
    return mine
  }
  return {
    run(): Promise<void> {
      if (running === null) return begin()
      next ??= running.catch(() => undefined).then(begin)
      return next
    },
    async idle(): Promise<void> {
      while (running !== null) await (next ?? running).catch(() => undefined)
    },
  }
}
