/**
 * Looks at receiving and loading every so often, in the process that does them, and tells the duty officers of what is wrong
 * and when it is over. What they were told is in the database; where that cannot be reached, the log still says it.
 */
import { hostname } from 'node:os'
import type { TelemetryTrouble } from '@varde/contract'
import { telemetryTroubles } from '@varde/contract'
import { dutyOfficers } from '../../access/index.ts'
import { addJobs, newId, type Platform, publish } from '../../platform/index.ts'
import { lookAtSpool } from '../receive/spool-look.ts'
import { mailTelemetryAlarmTask } from './telemetry-alarm.job.ts'
import { endTroubles, raiseTroubles, recallFromFuture } from './telemetry-alarm.store.ts'
import { type Found, fewBytes, jumpBetween, troublesOf } from './telemetry-trouble.ts'

const everyMilliseconds = 15_000
/** Looks without a trouble before it is over: what comes and goes is one trouble. */
const looksUntilOver = 4
/** A jump is over when it is done; so long it is shown. */
const jumpShownMilliseconds = 3_600_000

type Parts = Pick<Platform, 'postgres' | 'clock' | 'log'> & {
  spool: { folder: string }
  reserve: number
  /** Fewer free bytes on the disk are told of. */
  few?: number
  /** The machine's clock, in milliseconds. */
  wall?: () => number
  /** Milliseconds that have passed since some moment, whatever that clock is set to. */
  steady?: () => number
}

export type TelemetryWatch = {
  /** Looks once. */
  look(): Promise<void>
  close(): Promise<void>
}

export function watchTelemetry({
  postgres,
  clock,
  log,
  spool,
  reserve,
  few = fewBytes,
  wall = Date.now,
  steady = performance.now.bind(performance),
}: Parts): TelemetryWatch {
  const place = hostname()
  let last = { wall: wall(), steady: steady() }
  let jump = { by: 0, at: 0 }
  const clear = new Map<TelemetryTrouble, number>()
  const logged = new Set<TelemetryTrouble>()

  async function look(): Promise<void> {
    const now = clock()
    const here = { wall: wall(), steady: steady() }
    const by = jumpBetween(here.wall - last.wall, here.steady - last.steady)
    last = here
    if (by !== 0) jump = { by, at: here.steady }
    else if (here.steady - jump.at > jumpShownMilliseconds) jump = { by: 0, at: 0 }

    const found = troublesOf(await lookAtSpool(spool.folder, reserve), now, jump.by, few)
    const over = overAfter(found)
    for (const { trouble, details } of found) {
      if (logged.has(trouble)) continue
      logged.add(trouble)
      log.error({ trouble, ...details }, 'receiving or loading is in trouble')
    }
    for (const trouble of over) if (logged.delete(trouble)) log.info({ trouble }, 'that trouble is over')
    await tell(found, over, now)
  }

  /** Troubles that have not been found for long enough. */
  function overAfter(found: readonly Found[]): TelemetryTrouble[] {
    return telemetryTroubles.filter((trouble) => {
      const looks = found.some((one) => one.trouble === trouble) ? 0 : (clear.get(trouble) ?? 0) + 1
      clear.set(trouble, looks)
      return looks >= looksUntilOver
    })
  }

  async function tell(found: readonly Found[], over: readonly TelemetryTrouble[], now: Date): Promise<void> {
    await postgres.db.transaction().execute(async (trx) => {
      await recallFromFuture(trx, now)
      const raised = await raiseTroubles(trx, place, found, now)
      const ended = await endTroubles(trx, place, over, now)
      if (raised.length + ended.length > 0) await publish(trx, 'failures', [])
      // That the clock stands still since is no news.
      const told = ended.filter((trouble) => trouble !== 'clock_jumped')
      if (raised.length + told.length === 0) return
      const people = await dutyOfficers(trx)
      const jobs = people.map((person) => ({ key: newId(), payload: { person, place, raised, ended: told } }))
      await addJobs(trx, mailTelemetryAlarmTask, jobs)
    })
  }

  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    looking = look().catch((fault) =>
      log.warn({ err: fault }, 'what is wrong with receiving could not be written down'),
    )
  }, everyMilliseconds)
  timer.unref()
  return {
    look,
    async close() {
      clearInterval(timer)
      await looking
    },
  }
}
