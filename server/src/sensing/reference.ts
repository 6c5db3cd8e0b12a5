/** Keeps the engine's copies at the newest version, also as indicators end. */
import type { Platform } from '../platform/index.ts'
import { noteCopied } from './look-back.store.ts'
import { type Copied, copyReference, type ReferenceVersions, referenceVersions } from './reference.store.ts'

/** The channel that PostgreSQL's triggers notify; see the migration of `reference_version`. */
export const referenceChannel = 'varde_reference'

export type Reference = {
  /** Resolves once the engine holds what PostgreSQL held when this was called. */
  sync(): Promise<void>
  close(): void
  /** Resolves when no copy is under way. */
  idle(): Promise<void>
}

const everyMilliseconds = 60_000

export function openReference({
  postgres,
  clickhouse,
  channels,
  clock,
  log,
}: Pick<Platform, 'postgres' | 'clickhouse' | 'channels' | 'clock' | 'log'>): Reference {
  let copied: Copied | null = null
  let turn: Promise<void> = Promise.resolve()

  /** Nothing is known of what the engine held before this process, so the first sync copies all. */
  async function stale(): Promise<Set<keyof ReferenceVersions>> {
    if (copied === null) return new Set(['networks', 'indicators'])
    const newest = await referenceVersions(postgres.pool)
    const what = new Set<keyof ReferenceVersions>()
    if (newest.networks !== copied.versions.networks) what.add('networks')
    const ended = copied.nextExpiry !== null && copied.nextExpiry <= clock()
    if (newest.indicators !== copied.versions.indicators || ended) what.add('indicators')
    return what
  }

  async function syncNow(): Promise<void> {
    const what = await stale()
    if (what.size === 0) return
    const start = performance.now()
    const before = copied?.versions
    copied = null
    const fresh = await copyReference(postgres.pool, clickhouse, what, clock())
    copied = {
      nextExpiry: fresh.nextExpiry,
      versions: {
        networks: what.has('networks') || before === undefined ? fresh.versions.networks : before.networks,
        indicators: what.has('indicators') || before === undefined ? fresh.versions.indicators : before.indicators,
      },
    }
    await noteCopied(postgres.pool, copied.versions)
    log.info({ what: [...what], seconds: (performance.now() - start) / 1000 }, 'what events are matched against is new')
  }

  /** One after another; a fault of one does not stop the next. */
  const sync = (): Promise<void> => {
    const mine = turn.then(syncNow)
    turn = mine.catch(() => undefined)
    return mine
  }
  const syncSoon = () => {
    sync().catch((fault) => log.error({ err: fault }, 'what events are matched against could not be renewed'))
  }
  const stop = channels.on(referenceChannel, syncSoon)
  const timer = setInterval(syncSoon, everyMilliseconds).unref()
  return {
    sync,
    idle: () => turn,
    close() {
      stop()
      clearInterval(timer)
    },
  }
}
