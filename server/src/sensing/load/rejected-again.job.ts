/**
 * Loads unreadable lines again, sensor by sensor and slice by slice, with what this version reads. What is read becomes an
 * event received when the line first was, and leaves the list; the rest stays there as it is.
 *
 * It can stop anywhere. A slice is written down first; its insert does nothing under a token that was seen; what it brought is
 * counted and recorded in one transaction with the lines that were read, and those are taken from the list after that.
 */
import { setTimeout } from 'node:timers/promises'
import type { Minutely, Platform, Task } from '../../platform/index.ts'
import { forgetSegments } from '../events/event-erasure.store.ts'
import type { Segment } from '../receive/segment.ts'
import { findingsOf } from './finding.store.ts'
import type { RecordFindings } from './finding.ts'
import { alreadyLoaded, countHours, countLines, markLoaded, ownersOf } from './load.store.ts'
import { duringLoad } from './load-turns.store.ts'
import {
  type Again,
  beginAgain,
  beginSlice,
  dropAgain,
  endAgain,
  endSlice,
  holdSensor,
  isEngineReady,
  loadAgainTask,
  nextAgain,
  noteFault,
  recordSlice,
} from './rejected-again.store.ts'
import { type Slice, type SliceLimits, sliceLimits } from './rejected-again.ts'
import { countAsked, insertSlice, nextSlice, readLines, segmentsOf, takeFromList } from './rejected-slice.store.ts'

/** For what waited for the engine's copies longer than a job does, failed, or whose worker ended. */
export const loadAgainWatch: Minutely = { task: loadAgainTask, each: 'minute' }

const pollMilliseconds = 250
const longestWait = 20_000

type Parts = Pick<Platform, 'postgres' | 'clickhouse' | 'clock' | 'log'> & { recordFindings: RecordFindings }

export function loadAgainJob(parts: Parts): Task {
  return async () => {
    await loadAgain(parts)
  }
}

/** Does all that was asked for, unless another process is at it. */
export async function loadAgain(parts: Parts, limits: SliceLimits = sliceLimits): Promise<void> {
  const { postgres, clock, log } = parts
  const client = await postgres.pool.connect()
  const turn = "hashtext('varde load again')"
  // So that a long insert holds up nothing else.
  const clickhouse = parts.clickhouse.another()
  try {
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${turn}) as mine`)
    if (!rows[0]?.mine) return
    try {
      const failed = new Set<string>()
      for (;;) {
        const again = await nextAgain(postgres.db, failed)
        if (again === null || !(await isReady(parts))) return
        try {
          await runAgain({ ...parts, clickhouse }, again, limits)
        } catch (fault) {
          log.warn({ err: fault, sensor: again.sensor }, 'unreadable lines could not be loaded again')
          failed.add(again.sensor)
          await noteFault(postgres.db, again.sensor, clock())
        }
      }
    } finally {
      await client.query(`select pg_advisory_unlock(${turn})`)
    }
  } finally {
    client.release()
    await clickhouse.close()
  }
}

async function isReady({ postgres: { db } }: Parts): Promise<boolean> {
  for (const until = performance.now() + longestWait; ; await setTimeout(pollMilliseconds)) {
    if (await isEngineReady(db)) return true
    if (performance.now() >= until) return false
  }
}

async function runAgain(parts: Parts, again: Again, limits: SliceLimits): Promise<void> {
  const { postgres, clickhouse, clock } = parts
  const { db } = postgres
  if (!again.begun) await beginAgain(db, again.sensor, await countAsked(clickhouse, again, again.until))
  let { slice, position } = again
  for (;;) {
    if (slice === null) {
      slice = await nextSlice(clickhouse, again, again.until, position, limits)
      if (slice === null) break
      await beginSlice(db, again.sensor, slice)
    }
    const done = slice.read === null ? await loadSlice(parts, again, slice) : (slice as ReadSlice)
    if (done === null) {
      // Gone with its member: what the slice brought goes too, and the list with the member's own erasure.
      await forgetSegments(clickhouse, [slice.id])
      await dropAgain(db, again.sensor)
      return
    }
    await takeFromList(clickhouse, again.sensor, done)
    await endSlice(db, again.sensor)
    position = done.to
    slice = null
  }
  await endAgain(db, again.sensor, clock())
}

type ReadSlice = Slice & { read: string[] }

/** @returns null where the sensor was erased meanwhile */
async function loadSlice(
  { postgres: { db, pool }, clickhouse, clock, recordFindings }: Parts,
  again: Again,
  slice: Slice,
): Promise<ReadSlice | null> {
  const { sensor } = again
  const { owners, erased } = await ownersOf(db, [sensor])
  if (erased.has(sensor)) return null
  const segments = await segmentsOf(clickhouse, sensor, slice)
  const loaded =
    segments.length === 0
      ? new Set<string>()
      : await alreadyLoaded(
          db,
          segments.map((id) => ({ id })),
        )
  await duringLoad(pool, () => insertSlice(clickhouse, again, slice, [...loaded], owners.get(sensor) ?? ''))
  const read = await readLines(clickhouse, again, slice, [...loaded])
  const [first, last] = [segmentAt(slice, sensor, slice.from.received), segmentAt(slice, sensor, slice.to.received)]
  const findings = await findingsOf(clickhouse, [first, last])
  // No line is new; so many fewer are unreadable.
  const outcomes = [{ segment: first, rejected: -read.length, lastEvent: null }]
  return db.transaction().execute(async (trx) => {
    if (!(await holdSensor(trx, sensor))) return null
    if (read.length > 0 && (await markLoaded(trx, outcomes, null))) {
      await countLines(trx, outcomes)
      await countHours(trx, outcomes)
      // The time to warn runs from now: nobody could have known before.
      if (findings.length > 0) await recordFindings(trx, findings, clock())
    }
    const done = { ...slice, read }
    await recordSlice(trx, sensor, done)
    return done
  })
}

/** A slice as the segment that its lines are loaded as. */
const segmentAt = ({ id, from }: Slice, sensor: string, received: number): Segment => ({
  id,
  sensor,
  receivedAt: new Date(received),
  lines: 0,
  batch: from.batch,
  firstLine: from.line,
})
