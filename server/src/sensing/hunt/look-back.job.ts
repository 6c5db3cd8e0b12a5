/**
 * New indicators look back over what is stored, one pass at a time, in the background. A pass begins once new events are
 * matched against its indicators, so that between the loads and the look-back nothing is missed and nothing counts twice.
 * It can stop anywhere: what a slice found becomes detections in the transaction that marks the slice done.
 */
import { setTimeout } from 'node:timers/promises'
import type { Minutely, Platform, Task } from '../../platform/index.ts'
import type { RecordFindings } from '../load/finding.ts'
import { afterLoads } from '../load/load-turns.store.ts'
import { slicesOf, soughtOf } from './hunt.ts'
import { huntHours } from './hunt-search.store.ts'
import { dropHuntValues, writeLookBackValues } from './hunt-values.store.ts'
import {
  endPass,
  forgetWaiting,
  isCopied,
  lookBackTask,
  nextPass,
  type Pass,
  passIndicators,
  recordPass,
} from './look-back.store.ts'
import { lookBackIn } from './look-back-search.store.ts'

/** For passes that waited for the engine's copies longer than a job does, or whose worker ended. */
export const lookBackWatch: Minutely = { task: lookBackTask, each: 'minute' }

const dayMilliseconds = 24 * 60 * 60 * 1000
/** Stored rows between two commits: about a second's work of one core. */
const sliceEvents = 20_000_000
const pollMilliseconds = 250
const longestWait = 20_000

type Parts = Pick<Platform, 'config' | 'postgres' | 'clickhouse' | 'clock' | 'log'> & { recordFindings: RecordFindings }
type Sizes = { indicators: number; events: number; wait: number }
const usual: Sizes = { indicators: passIndicators, events: sliceEvents, wait: longestWait }

export function lookBackJob(parts: Parts): Task {
  return async () => {
    await lookBack(parts)
  }
}

/** Looks back until no indicator waits. @returns how many passes ended; 0 also where another process is at it */
export async function lookBack(parts: Parts, sizes: Partial<Sizes> = {}): Promise<number> {
  const { postgres } = parts
  const days = parts.config.lookBackDays
  // Kept, those that came in would all look back on the day that this is turned on again.
  if (days === 0) {
    await forgetWaiting(postgres.db)
    return 0
  }
  const given = { ...usual, ...sizes }
  const client = await postgres.pool.connect()
  const turn = "hashtext('varde look back')"
  try {
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${turn}) as mine`)
    if (!rows[0]?.mine) return 0
    try {
      for (let ended = 0; ; ended++) {
        const pass = await nextPass(postgres.db, days, given.indicators, parts.clock())
        if (pass === null || !(await copied(parts, pass, given.wait))) return ended
        await runPass(parts, pass, given.events)
      }
    } finally {
      await client.query(`select pg_advisory_unlock(${turn})`)
    }
  } finally {
    client.release()
  }
}

async function copied({ postgres }: Parts, { version }: Pass, wait: number): Promise<boolean> {
  for (const until = performance.now() + wait; ; await setTimeout(pollMilliseconds)) {
    if (await isCopied(postgres.db, version)) return true
    if (performance.now() >= until) return false
  }
}

async function runPass(parts: Parts, pass: Pass, fewest: number) {
  const { config, postgres, clock, log, recordFindings } = parts
  const { db, pool } = postgres
  const start = performance.now()
  const since = new Date(pass.createdAt.getTime() - pass.days * dayMilliseconds)
  await afterLoads(pool)
  // So that a slice holds up nobody else's statement.
  const clickhouse = parts.clickhouse.another()
  try {
    const hours = await huntHours(clickhouse, since)
    const total = hours.reduce((sum, { events }) => sum + events, 0)
    const left = hours.filter(({ hour }) => pass.hoursDoneFrom === null || hour < pass.hoursDoneFrom)
    const stores = { pool, clickhouse, folder: config.data }
    const { indicators, sought } =
      left.length > 0 ? await writeLookBackValues(stores, pass, clock()) : { indicators: 0, sought: soughtOf([]) }
    let done = total - left.reduce((sum, { events }) => sum + events, 0)
    for (const slice of indicators === 0 ? [] : slicesOf(left, fewest)) {
      const findings = await lookBackIn(clickhouse, { id: pass.id, since }, sought, withUpper(slice, pass))
      done += slice.events
      const found = findings.reduce((sum, { events }) => sum + events, 0)
      const now = clock()
      await db.transaction().execute(async (trx) => {
        await recordPass(trx, pass.id, { done, total, hoursDoneFrom: slice.from, found })
        if (slice.from === null) await endPass(trx, pass, now)
        // The time to warn runs from now: nobody could have known before.
        if (findings.length > 0) await recordFindings(trx, findings, now)
      })
    }
    if (indicators === 0) await db.transaction().execute((trx) => endPass(trx, pass, clock()))
    const seconds = (performance.now() - start) / 1000
    log.info({ indicators, events: total, seconds }, 'new indicators have looked back')
  } finally {
    await dropHuntValues(clickhouse, pass.id)
    await clickhouse.close()
  }
}

/** The first slice of a pass that goes on ends where the one before began. */
function withUpper<Slice extends { to: number | null }>(slice: Slice, { hoursDoneFrom }: Pass): Slice {
  return slice.to === null && hoursDoneFrom !== null ? { ...slice, to: hoursDoneFrom - 1 } : slice
}
